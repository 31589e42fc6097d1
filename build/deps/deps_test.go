package main

import (
	"slices"
	"strings"
	"testing"
)

type mod = struct{ Path string }

var some = []pkg{
	{"net/http", nil, nil},
	{"x.org/deep/sub", &mod{"x.org/deep"}, []string{"net/http"}},
	{"x.org/direct", &mod{"x.org/direct"}, []string{"x.org/deep/sub", "x.org/direct/inner"}},
	{"x.org/direct/inner", &mod{"x.org/direct"}, nil},
	{"tenantry/app", &mod{own}, []string{"x.org/direct"}},
	{"tenantry", &mod{own}, []string{"tenantry/app", "x.org/direct/inner"}},
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
		pkg{"x.org/graph", &mod{"x.org/graph"}, []string{"github.com/microsoftgraph/msgraph-sdk-go/users", "testing", "testingly"}})
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
