package profilename_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"tenantry/backend/fault"
	"tenantry/backend/profilename"
)

func TestANameIsAFolderThatEverySystemTakes(t *testing.T) {
	for _, name := range []string{"default", "Contoso", "été", "東京", "2", "a.b-c_d", "console", "com", "com10", "lpt", "nulls", strings.Repeat("é", 64)} {
		if err := profilename.Check(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	for _, name := range []string{"", ".", "..", "-x", "_x", "a/b", `a\b`, "a b", "a\x00", "a\x1b[31m", "a\u202eb", "a\xff", "con:", "../x", strings.Repeat("a", 65), "a.", "x ",
		"con", "NUL", "Aux.txt", "prn.x.y", "com1", "LPT9", "com¹", "e\u0301", "\u212b"} {
		if err := profilename.Check(name); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestOneNameIsWrittenInOneWay(t *testing.T) {
	if got := profilename.Of("e\u0301te\u0301"); got != "été" || profilename.Check(got) != nil {
		t.Errorf("%q", got)
	}
	if !profilename.Same("Été", "e\u0301TE\u0301") || profilename.Same("a", "b") {
		t.Error("capitals tell names apart, or nothing does")
	}
}

func TestANameIsMadeOfWhatAProfileIsCalled(t *testing.T) {
	for label, want := range map[string]string{"Contoso Partner": "contoso-partner", "  Été & Cie.  ": "été-cie", "東京": "東京", "***": "profile",
		"": "profile", "NUL": "profile", "../etc": "etc", strings.Repeat("é", 80): strings.Repeat("é", 64), strings.Repeat("a", 63) + " b": strings.Repeat("a", 63)} {
		if got := profilename.From(label, ""); got != want {
			t.Errorf("%q: %q", label, got)
		}
	}
	if got := profilename.From(strings.Repeat("a", 80), "-12"); got != strings.Repeat("a", 61)+"-12" {
		t.Errorf("%q", got)
	}
	if got := profilename.From("con", "-2"); got != "con-2" {
		t.Errorf("%q", got)
	}
}

// The rule is written by hand because it runs at every start; the expression is what it means.
func FuzzName(f *testing.F) {
	meaning := regexp.MustCompile(`^[\p{L}\p{N}]([\p{L}\p{N}._-]{0,62}[\p{L}\p{N}_-])?$`)
	device := regexp.MustCompile(`^(?i:con|prn|aux|nul|(com|lpt)[0-9¹²³])(\.|$)`)
	for _, s := range []string{"", "default", "é.x", "-", "x\n", "nul.", "com1.a", strings.Repeat("x", 65)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := meaning.MatchString(s) && norm.NFC.IsNormalString(s) && !device.MatchString(s)
		if got := profilename.Check(s) == nil; got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
		for _, suffix := range []string{"", "-7"} {
			if made := profilename.From(s, suffix); profilename.Check(made) != nil {
				t.Errorf("%q is made %q, which is no name", s, made)
			}
		}
		if kept := profilename.Of(s); slices.Contains([]string{"", ".", ".."}, kept) && profilename.Check(kept) == nil {
			t.Errorf("%q is a name", kept)
		}
	})
}
