package app

import (
	"regexp"
	"strings"
	"testing"

	"tenantry/backend/fault"
)

func TestAProfileNameIsAFolderThatEverySystemTakes(t *testing.T) {
	for _, name := range []string{"default", "Contoso", "été", "東京", "2", "a.b-c_d", strings.Repeat("é", 64)} {
		if _, err := (Options{Profile: name, Home: "home"}).Dir(); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	for _, name := range []string{".", "..", "-x", "_x", "a/b", `a\b`, "a b", "a\x00", "a\xff", "con:", "../x", strings.Repeat("a", 65)} {
		_, err := (Options{Profile: name, Home: "home"}).Dir()
		if fault.KindOf(err) != fault.Invalid {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// The rule is written by hand because it runs at every start; the expression is what it means.
func FuzzProfileName(f *testing.F) {
	meaning := regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$`)
	for _, s := range []string{"", "default", "é.x", "-", "x\n", strings.Repeat("x", 65)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := isProfileName(s), meaning.MatchString(s); got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	})
}
