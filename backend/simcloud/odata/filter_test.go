package odata

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var row = Row{"id": "EX1", "title": "Mail is late", "isResolved": false, "endDateTime": nil, "seats": float64(25), "name": "O'Neil",
	"startDateTime": "2026-03-02T12:00:00Z", "customer": map[string]any{"tenantId": "11111111-2222-3333-4444-55555555555a"}}

func TestWhatAFilterSaysOfARow(t *testing.T) {
	for _, x := range []struct {
		filter string
		holds  bool
	}{
		{"id eq 'ex1'", true}, {"id ne 'EX1'", false}, {"name eq 'O''Neil'", true},
		{"isResolved eq false", true}, {"isResolved eq true", false}, {"isResolved ne true", true},
		{"endDateTime eq null", true}, {"endDateTime ne null", false}, {"id eq null", false}, {"id ne null", true},
		{"endDateTime lt 2030-01-01T00:00:00Z", false}, {"not (endDateTime lt 2030-01-01)", true},
		{"seats gt 24", true}, {"seats ge 25", true}, {"seats lt 25", false}, {"seats le 25.5", true}, {"seats eq -1", false},
		{"startDateTime ge 2026-03-02T13:00:00+01:00", true}, {"startDateTime gt 2026-03-02T12:00:00Z", false}, {"startDateTime lt 2026-03-03", true},
		{"startswith(title,'mail')", true}, {"endswith(title, 'LATE')", true}, {"contains(title,'is')", true}, {"contains(title,'Teams')", false},
		{"customer/tenantId eq '11111111-2222-3333-4444-55555555555A'", true}, {"customer/tenantId eq 11111111-2222-3333-4444-55555555555a", true},
		{"id in ('EX0','EX1')", true}, {"id in ('EX0')", false},
		{"id eq 'x' and id eq 'y' or isResolved eq false", true}, {"id eq 'x' and (id eq 'y' or isResolved eq false)", false},
		{"not isResolved eq true and seats eq 25", true}, {"not (isResolved eq false or seats eq 25)", false},
	} {
		f, err := ParseFilter(x.filter)
		if err != nil || f.Holds(row) != x.holds {
			t.Errorf("%s: %v, %v, want %v", x.filter, f.Holds(row), err, x.holds)
		}
	}
}

func TestWhatIsNoFilterIsRefused(t *testing.T) {
	for _, filter := range []string{"", " ", "colour", "id eq", "eq 'x'", "id = 'x'", "id eq x", "id eq 'x", "id eq 'x' and", "(id eq 'x'", "id eq 'x')", "id eq 'x' id eq 'y'",
		"length(id) eq 3", "startswith('a',id)", "startswith(id)", "startswith(id,7)", "services/any(s:s eq 'x')", "id in ()", "id in 'x'", "'x' eq id", "id EQ 'x'", "not",
		strings.Repeat("(", 60) + "id eq 'x'" + strings.Repeat(")", 60)} {
		if f, err := ParseFilter(filter); err == nil {
			t.Errorf("%q was read as %s", filter, f)
		}
	}
}

// drawn draws a filter, and what it says of row by a way of its own: from the leaves up.
func drawn(r *rapid.T, depth int) (node, bool) {
	if depth == 0 || rapid.Bool().Draw(r, "leaf") {
		leaf := rapid.SampledFrom([]struct {
			c     Comparison
			holds bool
		}{
			{Comparison{"id", Equal, "EX1"}, true}, {Comparison{"title", Contains, "it's"}, false}, {Comparison{"seats", LessOrEqual, 25.0}, true},
			{Comparison{"endDateTime", NotEqual, nil}, false}, {Comparison{"isResolved", Equal, false}, true},
			{Comparison{"startDateTime", Greater, time.Date(2026, 3, 2, 11, 0, 0, 500, time.UTC)}, true}, {Comparison{"customer/tenantId", StartsWith, "2"}, false},
		}).Draw(r, "leaf")
		return leaf.c, leaf.holds
	}
	if rapid.Bool().Draw(r, "not") {
		n, holds := drawn(r, depth-1)
		return inverse{n}, !holds
	}
	a, x := drawn(r, depth-1)
	b, y := drawn(r, depth-1)
	if rapid.Bool().Draw(r, "and") {
		return both{a, b}, x && y
	}
	return either{a, b}, x || y
}

func TestAFilterMeansWhatItsTreeMeans(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n, want := drawn(r, 5)
		text := Filter{n}.String()
		f, err := ParseFilter(text)
		if err != nil || f.String() != text || f.Holds(row) != want {
			r.Errorf("%s: read as %s, holds %v, %v; want %v", text, f, f.Holds(row), err, want)
		}
	})
}

func TestNoTextBreaksTheReader(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`([a-z/]{0,5}|eq|and|not|\(|\)|'x'|null|,| ){0,20}`)).Draw(r, "text")
		if f, err := ParseFilter(text); err == nil {
			again, err := ParseFilter(f.String())
			if err != nil || again.String() != f.String() {
				r.Errorf("%q became %s, %v", text, again, err)
			}
		}
	})
}

func TestConjunctsAreComparisonsJoinedByAnd(t *testing.T) {
	for filter, want := range map[string]int{"a eq 1": 1, "a eq 1 and b eq 2": 2, "(a eq 1 and b gt 2) and c eq 3": 3, "a eq 1 or b eq 2": -1, "not a eq 1": -1, "a eq 1 and (b eq 2 or c eq 3)": -1, "a in (1)": -1} {
		f, err := ParseFilter(filter)
		if err != nil {
			t.Fatal(err)
		}
		list, ok := f.Conjuncts()
		if ok != (want > 0) || ok && len(list) != want {
			t.Errorf("%s: %v, %v", filter, list, ok)
		}
	}
	if list, ok := (Filter{}).Conjuncts(); !ok || len(list) != 0 {
		t.Error("no filter joins nothing")
	}
}
