package world

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// badMonday is the morning at some customers; it starts in the midst of a minute.
func badMonday(t testing.TB, customers int, seed uint64) *World {
	s, ok := ScenarioNamed("bad-monday")
	if !ok {
		t.Fatal("no bad Monday")
	}
	s.Customers = customers
	return New(s, seed, monday.Add(37*time.Second))
}

// issueNow is the morning's issue of a service at a time, and whom it touches.
func issueNow(w *World, service string, at time.Time) (Issue, []int) {
	for _, s := range w.scriptIssues(at) {
		if s.Service.ID != service {
			continue
		}
		var struck []int
		for i := range w.Len() {
			if s.Touches(i) {
				struck = append(struck, i)
			}
		}
		return s, struck
	}
	return Issue{}, nil
}

func TestNothingElseIsWrongOnABadMonday(t *testing.T) {
	w := badMonday(t, 1000, 1)
	for i := range w.Len() {
		if w.Access(i) != Open {
			t.Errorf("customer %d: access %d", i, w.Access(i))
		}
		for _, s := range w.Issues(w.Begin(), false) {
			if s.Touches(i) {
				t.Errorf("customer %d has %s from before", i, s.ID)
			}
		}
	}
}

func TestTheOutageSpreadsToAShareOfTheCustomersAndLeavesNobodyBeforeItsEnd(t *testing.T) {
	for customers, most := range map[int]int{1: 1, 12: 2, 250: 60, 1000: 240} {
		w, before := badMonday(t, customers, 1), []int{}
		for minute := range 100 {
			s, now := issueNow(w, "Exchange", w.Begin().Add(time.Duration(minute)*time.Minute))
			if s.ID == "" || len(now) == 0 {
				t.Fatalf("%d customers, minute %d: no outage", customers, minute)
			}
			for _, i := range before {
				if !slices.Contains(now, i) {
					t.Errorf("%d customers, minute %d: customer %d has it no more", customers, minute, i)
				}
			}
			if before = now; minute >= 20 && len(now) != most || len(now) > most {
				t.Errorf("%d customers, minute %d: %d have it, want %d at most", customers, minute, len(now), most)
			}
		}
	}
}

func TestAQuickerPaceTellsTheSameStoryInLessTime(t *testing.T) {
	usual, quick := badMonday(t, 250, 1), badMonday(t, 250, 1)
	quick.Scenario.Pace = 8
	for minute := range 100 {
		a, struck := issueNow(usual, "Exchange", usual.Begin().Add(time.Duration(minute)*time.Minute))
		at := quick.Begin().Add(time.Duration(minute) * time.Minute / 8)
		b, too := issueNow(quick, "Exchange", at)
		if quick.Minute(at) != minute || a.Status != b.Status || len(a.Posts) != len(b.Posts) || a.Resolved != b.Resolved || !slices.Equal(struck, too) {
			t.Errorf("minute %d: %s at %d with %d posts, at the usual pace %s at %d with %d", minute, b.Status, len(too), len(b.Posts), a.Status, len(struck), len(a.Posts))
		}
		if len(b.Posts) > 0 && b.Posts[len(b.Posts)-1].At.After(at) {
			t.Errorf("minute %d: Microsoft writes in the future", minute)
		}
		if i := quick.alone(); usual.LinkIsCut(usual.at(minute)) != quick.LinkIsCut(at) || usual.Refuses(i, usual.at(minute)) != quick.Refuses(i, at) {
			t.Errorf("minute %d: the link or the policy is another", minute)
		}
	}
	if now := quick.Minute(quick.Start); now != 0 {
		t.Errorf("it begins with minute %d", now)
	}
	if s, _ := issueNow(quick, "Exchange", quick.Begin().Add(10*time.Minute)); !s.Resolved {
		t.Error("after ten minutes it is not over")
	}
}

func TestItBeginsWithFewAndGrowsAllTheTime(t *testing.T) {
	w := badMonday(t, 250, 1)
	var counts []int
	for minute := range 22 {
		_, struck := issueNow(w, "Exchange", w.Begin().Add(time.Duration(minute)*time.Minute+59*time.Second))
		counts = append(counts, len(struck))
	}
	if got := fmt.Sprint(counts); got != "[2 4 6 8 10 13 16 19 22 25 29 33 37 39 42 45 48 51 54 57 60 60]" {
		t.Errorf("minute by minute %s", got)
	}
}

func TestTheSeedDecidesWhomItStrikes(t *testing.T) {
	seen := map[string]bool{}
	for seed := range uint64(20) {
		_, struck := issueNow(badMonday(t, 250, seed), "Exchange", monday.Add(time.Hour))
		_, again := issueNow(badMonday(t, 250, seed), "Exchange", monday.Add(time.Hour))
		if !slices.Equal(struck, again) {
			t.Errorf("seed %d strikes others the second time", seed)
		}
		seen[fmt.Sprint(struck)] = true
	}
	if len(seen) != 20 {
		t.Errorf("20 seeds strike %d circles of customers", len(seen))
	}
}

func TestTheStatusesOfTheOutageAreThoseOfMicrosoftInTheirOrder(t *testing.T) {
	w := badMonday(t, 250, 1)
	var got []string
	for minute := range 90 {
		s, _ := issueNow(w, "Exchange", w.Begin().Add(time.Duration(minute)*time.Minute))
		if word := fmt.Sprint(s.Status, " ", len(s.Posts), " ", s.Resolved); len(got) == 0 || !strings.HasSuffix(got[len(got)-1], ": "+word) {
			got = append(got, fmt.Sprint(minute, ": ", word))
		}
		if s.Resolved == s.End.IsZero() {
			t.Errorf("minute %d: resolved %v, end %v", minute, s.Resolved, s.End)
		}
	}
	want := []string{"0: investigating 0 false", "4: investigating 1 false", "12: serviceDegradation 2 false", "25: serviceInterruption 3 false",
		"40: serviceInterruption 4 false", "55: restoringService 5 false", "70: serviceRestored 6 true"}
	if !slices.Equal(got, want) {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAFalseAlarmIsClosedAsOne(t *testing.T) {
	w := badMonday(t, 250, 1)
	for minute, want := range map[int]struct {
		customers int
		status    string
		resolved  bool
	}{7: {}, 8: {40, "investigating", false}, 21: {40, "investigating", false}, 22: {40, "falsePositive", true}, 90: {40, "falsePositive", true}} {
		at := w.Begin().Add(time.Duration(minute) * time.Minute)
		s, struck := issueNow(w, "microsoftteams", at)
		if len(struck) != want.customers || s.Status != want.status || s.Resolved != want.resolved {
			t.Errorf("minute %d: %d customers, %s, resolved %v", minute, len(struck), s.Status, s.Resolved)
		}
		if want.resolved && (s.Posts[1].Kind != "strategic" || !strings.Contains(s.Posts[1].HTML, "false positive") || !s.End.Equal(w.Begin().Add(22*time.Minute))) {
			t.Errorf("its last word: %+v; end %v", s.Posts[1], s.End)
		}
	}
}

// TestWhatWasPublishedStays: whatever is looked at twice, the later look shows all that the earlier one did.
func TestWhatWasPublishedStays(t *testing.T) {
	w := badMonday(t, 250, 3)
	rapid.Check(t, func(r *rapid.T) {
		a := w.Begin().Add(time.Duration(rapid.Int64Range(0, int64(3*time.Hour)).Draw(r, "a")))
		b := a.Add(time.Duration(rapid.Int64Range(0, int64(3*time.Hour)).Draw(r, "later")))
		then, now := w.scriptIssues(a), w.scriptIssues(b)
		if len(then) > len(now) {
			r.Fatalf("%d issues, then %d", len(then), len(now))
		}
		for k, s := range then {
			x := now[k]
			if s.ID != x.ID || !s.Start.Equal(x.Start) || s.Title != x.Title || s.Modified.After(x.Modified) || s.Modified.After(a) {
				r.Errorf("%+v became %+v", s, x)
			}
			if s.Resolved && (!x.Resolved || !s.End.Equal(x.End) || s.Status != x.Status) {
				r.Errorf("the end of %s became another", s.ID)
			}
			if len(s.Posts) > len(x.Posts) || !slices.Equal(s.Posts, x.Posts[:len(s.Posts)]) {
				r.Errorf("the posts of %s became others", s.ID)
			}
			if !slices.IsSortedFunc(x.Posts, func(a, b Post) int { return a.At.Compare(b.At) }) || len(x.Posts) > 0 && x.Posts[len(x.Posts)-1].At.After(b) {
				r.Errorf("the posts of %s are not in the order of their times", s.ID)
			}
			if s.Modified.Equal(x.Modified) && (s.Status != x.Status || len(s.Posts) != len(x.Posts)) {
				r.Errorf("%s is another and was changed at the same time", s.ID)
			}
		}
	})
}

func TestServicesComeBackInTheOrderInWhichTheyWentAway(t *testing.T) {
	w := badMonday(t, 250, 2)
	struck, back := map[int]int{}, map[int]int{}
	for minute := range 90 {
		at := w.Begin().Add(time.Duration(minute) * time.Minute)
		issues := w.Issues(at, true)
		for i := range w.Len() {
			var own []Issue
			for _, s := range issues {
				if s.Touches(i) {
					own = append(own, s)
				}
			}
			ill := Status(Services[0], i, own, at) != "serviceOperational" && Status(Services[0], i, own, at) != "serviceRestored"
			if _, was := struck[i]; ill && !was {
				struck[i] = minute
			}
			if _, was := back[i]; !ill && !was && struck[i] < minute && len(own) > 0 && own[0].Service == Services[0] {
				back[i] = minute
			}
			if _, was := back[i]; ill && was {
				t.Errorf("minute %d: customer %d is ill again", minute, i)
			}
		}
	}
	if len(struck) != 60 || len(back) != 60 {
		t.Fatalf("%d were struck, %d came back", len(struck), len(back))
	}
	inMinute := map[int]int{}
	for i, minute := range back {
		inMinute[minute]++
		for k, other := range back {
			if struck[i] < struck[k] && minute > other {
				t.Errorf("customer %d, struck at %d, came back at %d; %d, struck at %d, at %d", i, struck[i], minute, k, struck[k], other)
			}
		}
	}
	for minute, n := range inMinute {
		if n != 6 || minute <= 70 || minute > 80 {
			t.Errorf("in minute %d %d came back", minute, n)
		}
	}
}

func TestTheCustomerWithAFaultOfItsOwnHasNoOther(t *testing.T) {
	for _, customers := range []int{2, 12, 250, 1000} {
		for seed := range uint64(10) {
			w, refused := badMonday(t, customers, seed), map[int]int{}
			for minute := range 90 {
				at := w.Begin().Add(time.Duration(minute) * time.Minute)
				for i := range w.Len() {
					if !w.Refuses(i, at) {
						continue
					}
					refused[i]++
					if minute < 15 || minute >= 60 || slices.ContainsFunc(w.Issues(at, true), func(s Issue) bool { return s.Touches(i) }) {
						t.Errorf("seed %d, minute %d: customer %d", seed, minute, i)
					}
				}
			}
			if len(refused) > 1 || customers > 2 && len(refused) == 0 {
				t.Errorf("seed %d: %d of %d customers refuse us", seed, len(refused), customers)
			}
			for i, minutes := range refused {
				if minutes != 45 {
					t.Errorf("seed %d: customer %d refuses for %d minutes", seed, i, minutes)
				}
			}
		}
	}
}

func TestOurNetworkFailsForFourMinutes(t *testing.T) {
	w := badMonday(t, 12, 1)
	for second := range 90 * 60 {
		at := w.Begin().Add(time.Duration(second) * time.Second)
		if cut := second >= 30*60 && second < 34*60; w.LinkIsCut(at) != cut {
			t.Fatalf("after %d s the link is cut: %v", second, !cut)
		}
	}
	if calm := demo(t, 12, 1); calm.LinkIsCut(monday.Add(31*time.Minute)) || calm.Refuses(0, monday.Add(31*time.Minute)) {
		t.Error("so it does in the demo")
	}
}

func TestThePostsNameTheTimesOfTheMorning(t *testing.T) {
	s, _ := issueNow(badMonday(t, 12, 1), "Exchange", monday.Add(2*time.Hour))
	if !strings.Contains(s.Posts[0].HTML, "<b>Next update by:</b> Monday, March 2, 2026, at 9:04 AM UTC") {
		t.Errorf("the first: %s", s.Posts[0].HTML)
	}
	for _, p := range s.Posts {
		if strings.ContainsAny(p.HTML, "{}") || !strings.HasPrefix(p.HTML, "<p><b>Title:</b> Some users") {
			t.Errorf("%s", p.HTML)
		}
	}
}

func TestAScriptThatMakesNoSenseIsRefusedWithItsLine(t *testing.T) {
	const issue = "issue | a | EX1 | Exchange | incident | F | G | T | I\n"
	for _, text := range []string{
		"issue | a | EX1 | Exchange | incident | F | G | T\n", "issue | a | EX1 | Nothing | incident | F | G | T | I\n", "issue | a | EX1 | Exchange | rumour | F | G | T | I\n",
		issue + issue, "x | link-cut", "1 | thunder", "1 | thunder | a", "1 | link-restored", "1 | link-cut\n2 | link-cut", "5 | link-cut\n4 | link-restored", "1 | access-allowed",
		issue + "1 | starts | b | investigating | 5", issue + "1 | starts | a | investigating", issue + "1 | starts | a | serviceRestored | 5", issue + "1 | starts | a | lost | 5",
		issue + "1 | reaches | a | 5", issue + "1 | starts | a | investigating | 0", issue + "1 | starts | a | investigating | 1001", issue + "1 | starts | a | investigating | 5\n2 | reaches | a | 4",
		issue + "1 | starts | a | investigating | 5\n1 | reaches | a | 9", issue + "1 | starts | a | investigating | 5\n2 | starts | a | investigating | 5",
		issue + "1 | starts | a | investigating | 5\n2 | says | a | investigating | loud | x", issue + "1 | starts | a | investigating | 5\n2 | says | a | investigating | quick |",
		issue + "1 | starts | a | investigating | 5\n2 | closes | a | investigating | quick | x", issue + "1 | starts | a | investigating | 5\n2 | healed | a",
		issue + "1 | starts | a | investigating | 5\n2 | closes | a | resolved | quick | x\n3 | says | a | investigating | quick | x",
		issue + "1 | starts | a | investigating | 5\n2 | closes | a | resolved | quick | x\n2 | healed | a",
	} {
		if _, err := parseScript(text); err == nil || !strings.HasPrefix(err.Error(), "line ") {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := parseScript(issue); err == nil {
		t.Error("an issue that never starts was accepted")
	}
	if _, err := parseScript("# nothing\n\n"); err != nil {
		t.Error(err)
	}
}

func TestEveryScriptIsPlayed(t *testing.T) {
	files, err := os.ReadDir("scenarios")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, f := range files {
		if scripts()[strings.TrimSuffix(f.Name(), ".txt")] == nil {
			t.Errorf("no scenario plays %s", f.Name())
		}
	}
}
