package changes_test

import (
	"fmt"
	"strings"
	"testing"

	"tenantry/backend/changes"
	"tenantry/backend/partner"
	"tenantry/backend/store/memstore"
)

func TestChangesStandInGroupsTheMostUrgentFirst(t *testing.T) {
	at := func(n float64, who int, kind partner.EventKind, what partner.EventWhat, subject string) partner.Event {
		e := partner.Event{At: hour(n), Kind: kind, What: what, Subject: subject, Title: "about " + subject}
		if who > 0 {
			e.TenantID, e.Name = customer(who), fmt.Sprintf("Customer %d", who)
		}
		return e
	}
	worse := at(8, 1, partner.EventHealth, partner.WentWorse, "")
	worse.After = partner.Outage.String()
	alone := at(7, 4, partner.EventHealth, partner.WentWorse, "")
	alone.After = partner.Degraded.String()
	waits := at(9, 5, partner.EventRequest, partner.Changed, "24")
	waits.After = partner.AttentionNeeded
	l := keep(t, memstore.NewJournal(),
		worse, at(8, 1, partner.EventIncident, partner.WasOpened, "EX1"), at(8.1, 2, partner.EventIncident, partner.WasOpened, "EX1"),
		at(8.2, 3, partner.EventIncident, partner.WasOpened, "EX1"), at(8.5, 0, partner.EventIncident, partner.WasUpdated, "EX1"),
		at(9.4, 3, partner.EventIncident, partner.WasResolved, "EX1"), // at one of three
		at(9, 1, partner.EventIncident, partner.WasOpened, "TM2"), at(9.5, 1, partner.EventIncident, partner.WasResolved, "TM2"),
		alone, at(9.1, 4, partner.EventDomain, partner.Appeared, "x.example"), waits, at(9.2, 6, partner.EventSubscription, partner.Appeared, "s"))
	shown := func(q changes.Query, newest int) (lines []string) {
		t.Helper()
		groups, more, err := l.Groups(q, newest)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range groups {
			lines = append(lines, strings.TrimSpace(fmt.Sprintf("%d %s%s: %d changes, %d customers, %d shown", g.Urgency, g.Incident, g.Name, g.Count, g.Customers, len(g.Newest))))
		}
		if more {
			lines = append(lines, "and more")
		}
		return lines
	}
	expect := func(got []string, want ...string) {
		t.Helper()
		if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
			t.Errorf("groups:\n%s\nwant:\n%s", g, w)
		}
	}
	expect(shown(changes.Query{}, 3),
		"3 EX1: 6 changes, 3 customers, 3 shown", // the health of the first one is among them
		"3 Customer 4: 2 changes, 1 customers, 2 shown",
		"2 Customer 5: 1 changes, 1 customers, 1 shown",
		"1 Customer 6: 1 changes, 1 customers, 1 shown",
		"0 TM2: 2 changes, 1 customers, 2 shown")
	expect(shown(changes.Query{Limit: 1}, 1), "3 EX1: 6 changes, 3 customers, 1 shown", "and more")

	undo, err := l.See(changes.Query{Group: "incident/EX1", Until: hour(9)})
	if err != nil {
		t.Fatal(err)
	}
	expect(shown(changes.Query{Unseen: true, Limit: 2}, 1), "3 Customer 4: 2 changes, 1 customers, 1 shown", "2 Customer 5: 1 changes, 1 customers, 1 shown", "and more")
	expect(shown(changes.Query{Unseen: true, Group: "incident/EX1"}, 1), "0 EX1: 1 changes, 1 customers, 1 shown") // what came since
	if err := undo(); err != nil {
		t.Fatal(err)
	}
	expect(shown(changes.Query{Unseen: true, Group: "incident/EX1"}, 0), "3 EX1: 6 changes, 3 customers, 0 shown")
}

// An incident that was resolved everywhere is good news, whatever Microsoft said before.
func TestAnIncidentThatIsOverEverywhereIsNoTrouble(t *testing.T) {
	open := partner.Event{At: hour(1), TenantID: customer(1), Kind: partner.EventIncident, What: partner.WasOpened, Subject: "EX1"}
	word := partner.Event{At: hour(2), Kind: partner.EventIncident, What: partner.WasUpdated, Subject: "EX1"}
	over := partner.Event{At: hour(3), TenantID: customer(1), Kind: partner.EventIncident, What: partner.WasResolved, Subject: "EX1"}
	review := partner.Event{At: hour(4), Kind: partner.EventIncident, What: partner.WasUpdated, Subject: "EX1", Until: hour(3)}
	again := partner.Event{At: hour(5), TenantID: customer(1), Kind: partner.EventIncident, What: partner.WasOpened, Subject: "EX1"}
	advisory := open
	advisory.Advisory = true
	for what, c := range map[string]struct {
		events []partner.Event
		want   changes.Urgency
	}{
		"open":                            {[]partner.Event{open}, changes.Trouble},
		"a word on it":                    {[]partner.Event{open, word}, changes.Trouble},
		"a word on it, all that is asked": {[]partner.Event{word}, changes.Trouble},
		"over":                            {[]partner.Event{open, word, over}, changes.GoodNews},
		"over, and a review":              {[]partner.Event{open, word, over, review}, changes.GoodNews},
		"open again":                      {[]partner.Event{open, word, over, review, again}, changes.Trouble},
		"an advisory":                     {[]partner.Event{advisory}, changes.Neutral},
	} {
		groups, _, err := keep(t, memstore.NewJournal(), c.events...).Groups(changes.Query{}, 1)
		if err != nil || len(groups) != 1 || groups[0].Urgency != c.want {
			t.Errorf("%s: %+v, want urgency %d (%v)", what, groups, c.want, err)
		}
	}
}
