package app_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"tenantry/app/contract"
)

var update = flag.Bool("update", false, "write the documents that the page's tests answer from")

// TestAnswersOfThePagesTestsAreThoseOfTheProgram keeps the page's tests honest: what their stub answers is what the
// program said, on one day in the simulated cloud. A second implementation of the rules once hoped for another order
// of posts than Go sent; every test was green, and the window hid Microsoft's latest word.
func TestAnswersOfThePagesTestsAreThoseOfTheProgram(t *testing.T) {
	folder := filepath.Join("..", "frontend", "src", "test", "answers")
	told := documents{}
	home := t.TempDir()
	synctest.Test(t, func(t *testing.T) { tell(t, told, home) })
	for name, text := range told.render() {
		file := filepath.Join(folder, name+".json")
		if *update {
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		kept, err := os.ReadFile(file)
		if err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(strings.Split(string(kept), "\n"), strings.Split(text, "\n")); diff != "" {
			t.Errorf("%s is not what the program answers. Run: go test ./app -run Answers -update\n%s", file, diff)
		}
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(files) != len(told) {
		t.Errorf("%d documents are kept and %d are told: delete those that nobody tells (%v)", len(files), len(told), err)
	}
}

// documents are named answers, in files by what they are about.
type documents map[string]*[]entry

type entry struct {
	name string
	json []byte
}

// put adds an answer as Wails marshals it.
func (d documents) put(t *testing.T, file, name string, answer any) {
	t.Helper()
	b, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	if d[file] == nil {
		d[file] = new([]entry)
	}
	*d[file] = append(*d[file], entry{name, b})
}

// fail adds what a call rejects with, as app/shell gives it to the page.
func (d documents) fail(t *testing.T, name string, err error) {
	t.Helper()
	if err == nil {
		t.Fatalf("%s: there is no failure", name)
	}
	d.put(t, "failures", name, contract.FailureOf(err))
}

// render makes the files' texts: names that are drawn by lot get the same ones every time.
func (d documents) render() map[string]string {
	out := map[string]string{}
	for file, entries := range d {
		var all bytes.Buffer
		for i, e := range *entries {
			sep := ","
			if i == len(*entries)-1 {
				sep = ""
			}
			fmt.Fprintf(&all, "  %q: %s%s\n", e.name, lines(e.json, "  "), sep)
		}
		out[file] = "{\n" + all.String() + "}\n"
	}
	return renamed(out)
}

// byLot are the names that no seed governs, each with the form of those that stand in for them.
var byLot = []struct {
	pattern *regexp.Regexp
	stable  string
}{
	{regexp.MustCompile(`TNT-[0-9A-HJKMNP-TV-Z]{6}`), "TNT-0000%02d"},
	{regexp.MustCompile(`"requestId": "[0-9a-f-]{36}"`), `"requestId": "6f2b1c84-3a57-4be1-9d1e-0a4c1f1f%04d"`},
	{regexp.MustCompile(`"userCode": "\w+"`), `"userCode": "BCDFGHJK%d"`},
	{regexp.MustCompile(`"id": "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "name": "Mail`), `"id": "00000000-0000-4000-8000-0000000000%02d", "name": "Mail`},
}

// seconds of a time: the waits between two tries are drawn by lot.
var seconds = regexp.MustCompile(`(T\d\d:\d\d):\d\dZ`)

func renamed(texts map[string]string) map[string]string {
	for file := range texts {
		texts[file] = seconds.ReplaceAllString(texts[file], "$1:00Z")
	}
	for _, lot := range byLot {
		names := map[string]string{}
		for _, file := range slices.Sorted(maps.Keys(texts)) { // the same order every time
			texts[file] = lot.pattern.ReplaceAllStringFunc(texts[file], func(name string) string {
				if names[name] == "" {
					names[name] = fmt.Sprintf(lot.stable, len(names)+1)
				}
				return names[name]
			})
		}
	}
	return texts
}

const width = 120 // of a line; what fits into one stands in one

// lines writes JSON so that a person can read it and a diff is short.
func lines(b []byte, indent string) string {
	if flat := spaced(b); len(indent)+len(flat) <= width {
		return flat
	}
	d := json.NewDecoder(bytes.NewReader(b))
	open, err := d.Token()
	if delim, ok := open.(json.Delim); err != nil || !ok || delim != '{' && delim != '[' {
		return string(b)
	}
	var parts []string
	for d.More() {
		part := ""
		if open == json.Delim('{') {
			key, _ := d.Token()
			part = fmt.Sprintf("%q: ", key)
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return string(b)
		}
		parts = append(parts, indent+"  "+part+lines(value, indent+"  "))
	}
	ends := map[json.Delim]string{'{': "}", '[': "]"}
	return open.(json.Delim).String() + "\n" + strings.Join(parts, ",\n") + "\n" + indent + ends[open.(json.Delim)]
}

// spaced is compact JSON with the usual blanks after its signs.
func spaced(b []byte) string {
	var out strings.Builder
	inText, escaped := false, false
	for _, c := range b {
		out.WriteByte(c)
		switch {
		case escaped:
			escaped = false
		case c == '\\':
			escaped = inText
		case c == '"':
			inText = !inText
		case !inText && (c == ',' || c == ':'):
			out.WriteByte(' ')
		}
	}
	return out.String()
}
