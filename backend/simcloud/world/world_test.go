package world

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/net/idna"
	"pgregory.net/rapid"
)

var monday = time.Date(2026, 3, 2, 8, 30, 0, 0, time.UTC)

func demo(t testing.TB, customers int, seed uint64) *World {
	s, ok := ScenarioNamed("demo")
	if !ok {
		t.Fatal("no demo")
	}
	if customers > 0 {
		s.Customers = customers
	}
	return New(s, seed, monday)
}

func TestTheSameSeedGivesTheSameWorld(t *testing.T) {
	a, b, other := demo(t, 50, 7), demo(t, 50, 7), demo(t, 50, 8)
	same := 0
	for i := range 50 {
		x, y := a.Tenant(i), b.Tenant(i)
		if x.ID != y.ID || x.Name != y.Name || x.Street != y.Street || !slices.Equal(x.Domains, y.Domains) || len(a.Tickets(i)) != len(b.Tickets(i)) {
			t.Errorf("customer %d differs", i)
		}
		if x.ID == other.Tenant(i).ID {
			same++
		}
	}
	if same > 0 {
		t.Errorf("%d ids are the same under another seed", same)
	}
}

func TestIdsLeadBackToWhatTheyName(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		w := demo(t, 100_000, rapid.Uint64().Draw(r, "seed"))
		i := rapid.IntRange(0, w.Len()-1).Draw(r, "customer")
		if got, ok := w.Lookup(strings.ToUpper(w.ID(i))); !ok || got != i {
			r.Errorf("tenant id of %d leads to %d, %v", i, got, ok)
		}
		n := rapid.IntRange(0, 255).Draw(r, "object")
		if gi, gn, ok := w.Owner(w.Object(i, n)); !ok || gi != i || gn != n {
			r.Errorf("object %d of %d leads to %d of %d, %v", n, i, gn, gi, ok)
		}
		for _, ticket := range w.Tickets(i) {
			if got, ok := w.Ticket(ticket.ID); !ok || got.Customer != i || got.Title != ticket.Title || len(ticket.ID) != 15 {
				r.Errorf("ticket %s leads to %v, %v", ticket.ID, got, ok)
			}
		}
		for _, rel := range w.Relationships(i) {
			if got, ok := w.Relationship(rel.ID); !ok || got.Customer != i || len([]rune(rel.Name)) > 50 {
				r.Errorf("relationship %s (%s) leads to %v, %v", rel.ID, rel.Name, got, ok)
			}
		}
	})
}

func TestStrangeIdsLeadNowhere(t *testing.T) {
	w := demo(t, 1000, 1)
	for _, s := range []string{"", "x", "11111111-2222-4333-8444-555555555555", w.ID(0)[:35], w.ID(0) + "0", strings.Replace(w.ID(0), "-", "0", 1), w.Object(0, 3), w.ID(1000), "nowhere.example"} {
		if i, ok := w.Lookup(s); ok {
			t.Errorf("%q leads to %d", s, i)
		}
	}
	for _, s := range []string{"", "600000000000000", "abcdefghijklmno", "6123456789012345"} {
		if x, ok := w.Ticket(s); ok {
			t.Errorf("ticket %q leads to %v", s, x)
		}
	}
}

func TestNamesAndDomainsDifferAndAreOfManyAlphabets(t *testing.T) {
	w := demo(t, 10_000, 1)
	names, domains, scripts, punycode := map[string]int{}, map[string]int{}, map[string]int{}, 0
	for i := range w.Len() {
		x := w.Tenant(i)
		if j, ok := domains[x.Primary]; ok {
			t.Errorf("%d and %d have the domain %s", i, j, x.Primary)
		}
		domains[x.Primary] = i
		names[x.Name]++
		if strings.Contains(x.Primary, "xn--") {
			punycode++
		}
		for _, d := range x.Domains {
			if back, err := idna.Lookup.ToASCII(d.Name); err != nil || back != d.Name {
				t.Errorf("domain %q of %q is not as on the wire: %q, %v", d.Name, x.Name, back, err)
			}
		}
		for script, table := range map[string]*unicode.RangeTable{"Latin": unicode.Latin, "Greek": unicode.Greek, "Cyrillic": unicode.Cyrillic, "Arabic": unicode.Arabic, "Hebrew": unicode.Hebrew, "Han": unicode.Han} {
			if strings.ContainsFunc(x.Name, func(r rune) bool { return unicode.Is(table, r) }) {
				scripts[script]++
			}
		}
	}
	if len(names) < 9_500 || punycode < 200 {
		t.Errorf("%d names, %d international domains", len(names), punycode)
	}
	for script, n := range scripts {
		if n < 100 {
			t.Errorf("%s: %d names", script, n)
		}
	}
	if len(scripts) != 6 {
		t.Errorf("scripts %v", scripts)
	}
}

func TestAboutSevenInTenAreHealthyInTheDemo(t *testing.T) {
	for seed := range uint64(5) {
		w, well := demo(t, 10_000, seed), 0
		for i := range w.Len() {
			if !slices.ContainsFunc(w.Issues(monday, false), func(s Issue) bool { return !s.Resolved && s.Touches(i) }) {
				well++
			}
		}
		if well < 6_700 || well > 7_300 {
			t.Errorf("seed %d: %d of 10,000 are healthy", seed, well)
		}
	}
}

func TestTheDemoHasEverySortOfTrouble(t *testing.T) {
	w := demo(t, 0, 1)
	access, lists, endings := map[Access]int{}, map[int]int{}, map[string]int{}
	for i := range w.Len() {
		access[w.Access(i)]++
		named := 0
		for l := Relationships; l <= PartnerCenter; l++ {
			if w.Listed(l, i) {
				named++
			}
		}
		lists[named]++
		for _, r := range w.Relationships(i) {
			endings[r.Status]++
			if left := r.Ends.Sub(monday); r.Status == "active" && left < 30*24*time.Hour {
				endings["soon"]++
			}
			if r.AutoExtend == "P180D" {
				endings["extends"]++
			}
		}
	}
	for a := Open; a <= NoRole; a++ {
		if access[a] == 0 {
			t.Errorf("nobody has access %d", a)
		}
	}
	if lists[0] != 0 || lists[1] == 0 || lists[4] == 0 {
		t.Errorf("customers by number of lists %v", lists)
	}
	for _, s := range []string{"active", "expired", "expiring", "terminated", "approvalPending", "soon", "extends"} {
		if endings[s] == 0 {
			t.Errorf("no relationship is %s: %v", s, endings)
		}
	}
}

func TestEveryDocumentedStatusOccurs(t *testing.T) {
	seen, hostile := map[string]bool{"serviceOperational": true}, false
	for _, s := range demo(t, 0, 1).Issues(monday, false) {
		seen[s.Status] = true
		if !s.Resolved && !s.End.IsZero() || s.Resolved && !s.End.After(s.Start) {
			t.Errorf("%s: resolved %v, end %v", s.ID, s.Resolved, s.End)
		}
		for _, p := range s.Posts {
			hostile = hostile || strings.Contains(p.HTML, "<script>") && strings.Contains(p.HTML, "onerror=") && strings.Contains(p.HTML, "javascript:")
		}
	}
	for _, s := range strings.Fields(`serviceOperational investigating restoringService verifyingService serviceRestored postIncidentReviewPublished
		serviceDegradation serviceInterruption extendedRecovery falsePositive investigationSuspended resolved mitigatedExternal mitigated
		resolvedExternal confirmed reported unknownFutureValue`) {
		if !seen[s] {
			t.Errorf("no issue is %s", s)
		}
	}
	if !hostile {
		t.Error("no post is hostile")
	}
}

func TestTheStoryDependsOnTheTimeAlone(t *testing.T) {
	w := demo(t, 100, 1)
	if got := w.StoryIssues(monday.Add(19 * time.Second)); got != nil {
		t.Errorf("it began early: %v", got)
	}
	rapid.Check(t, func(r *rapid.T) {
		now := monday.Add(time.Duration(rapid.Int64Range(int64(20*time.Second), int64(48*time.Hour)).Draw(r, "age")))
		issues := w.StoryIssues(now)
		if len(issues) == 0 || len(issues) > storyKept {
			r.Fatalf("%d issues", len(issues))
		}
		for k, s := range issues {
			if s.Modified.After(now) || len(s.Posts) == 0 || s.Posts[len(s.Posts)-1].At.After(now) || s.Resolved == s.End.IsZero() {
				r.Errorf("issue %d: %+v", k, s)
			}
			if k < len(issues)-1 && !s.Resolved {
				r.Errorf("issue %d of %d is not over", k, len(issues))
			}
			touched := 0
			for i := range w.Len() {
				if s.Touches(i) {
					touched++
				}
			}
			if touched < 1 || touched > 12 || s.Resolved && touched != 12 {
				r.Errorf("issue %d touches %d customers", k, touched)
			}
		}
	})
}

func TestBadCountriesAreRefused(t *testing.T) {
	for _, text := range []string{"tld de", "[DE] Germany", "[DE] Germany|de-DE|+49\ncolour red", "[DE] Germany|de-DE|+49\ntld de"} {
		if _, err := parseCountries(text); err == nil {
			t.Errorf("%q was accepted", text)
		}
	}
}

func TestThePartnerIsATenantOfItsOwn(t *testing.T) {
	w := demo(t, 0, 1)
	p := w.Tenant(Partner)
	if p.ID != PartnerID || w.ID(Partner) != PartnerID || p.Index != Partner || p.Name != PartnerName {
		t.Errorf("partner %+v", p)
	}
	for _, name := range []string{PartnerID, strings.ToUpper(p.Primary), p.Initial, "Common", "organizations"} {
		if i, ok := w.Directory(name); !ok || i != Partner {
			t.Errorf("%q leads to %d, %v", name, i, ok)
		}
	}
	if i, ok := w.Directory(w.Tenant(7).Primary); !ok || i != 7 {
		t.Errorf("a customer's domain leads to %d, %v", i, ok)
	}
	if _, ok := w.Lookup(PartnerID); ok {
		t.Error("the partner is among the customers")
	}
}
