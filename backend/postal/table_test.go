package postal

import (
	"flag"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

var update = flag.Bool("update", false, "write the table anew from x/text's CLDR")

func TestTheTableIsThatOfCLDR(t *testing.T) {
	var b strings.Builder
	for first := 'A'; first <= 'Z'; first++ {
		for second := 'A'; second <= 'Z'; second++ {
			code := string([]rune{first, second})
			r, err := language.ParseRegion(code)
			if err != nil || !r.IsCountry() || r.Canonicalize().String() != code {
				continue
			}
			line := []string{code}
			for _, l := range languages {
				line = append(line, display.Regions(language.Make(l)).Name(r))
			}
			if line[1] != "" {
				b.WriteString(strings.Join(line, "\t") + "\n")
			}
		}
	}
	if *update {
		if err := os.WriteFile("countries.txt", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		table = b.String()
	}
	if table != b.String() {
		t.Error("it is another one: go test ./backend/postal -run Table -update")
	}
}
