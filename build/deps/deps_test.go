package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

type mod = module

var some = []pkg{
	{"net/http", nil, nil},
	{"x.org/deep/sub", &mod{Path: "x.org/deep"}, []string{"net/http"}},
	{"x.org/direct", &mod{Path: "x.org/direct"}, []string{"x.org/deep/sub", "x.org/direct/inner"}},
	{"x.org/direct/inner", &mod{Path: "x.org/direct"}, nil},
	{"tenantry/app", &mod{Path: own}, []string{"x.org/direct"}},
	{"tenantry", &mod{Path: own}, []string{"tenantry/app", "x.org/direct/inner"}},
}

func TestEachModuleNamesWhoPullsIt(t *testing.T) {
	if got, want := text(some), "x.org/deep ← x.org/direct\nx.org/direct ← app, main\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestTheForbiddenIsNamedWithItsImporterAndTheWhy(t *testing.T) {
	if got := found(some); len(got) != 0 {
		t.Errorf("found %q in what is allowed", got)
	}
	bad := append(slices.Clone(some),
		pkg{"x.org/graph", &mod{Path: "x.org/graph"}, []string{"github.com/microsoftgraph/msgraph-sdk-go/users", "testing", "testingly"}})
	got := found(bad)
	if len(got) != 2 || !strings.Contains(got[0], "x.org/graph imports github.com/microsoftgraph/msgraph-sdk-go/users") || !strings.Contains(got[0], "our clients") {
		t.Errorf("got %q", got)
	}
}

func TestADifferenceShowsWhatWentAndWhatCame(t *testing.T) {
	if got := difference("a\nb\n", "a\nb\n"); got != "" {
		t.Errorf("the same differs: %q", got)
	}
	if got, want := difference("a\nb\n", "a\nc\n"), "- b\n+ c\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Whose licence nobody knows can't be built in; the same text stands once.
func TestEachLicenceStandsOnceAndNoneIsMissing(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a/LICENSE": "Free.\n", "b/LICENSE.md": "Free. \r\n", "b/NOTICE": "By b.", "c/README": "no"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	a, errA := licenceIn(filepath.Join(dir, "a"))
	b, errB := licenceIn(filepath.Join(dir, "b"))
	if errA != nil || errB != nil || a != "Free." || b != "Free.\n\nBy b." {
		t.Errorf("%q %v, %q %v", a, errA, b, errB)
	}
	if _, err := licenceIn(filepath.Join(dir, "c")); err == nil {
		t.Error("without a licence it may be used")
	}
}
