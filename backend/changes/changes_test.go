package changes_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"tenantry/backend/changes"
	"tenantry/backend/message"
	"tenantry/backend/partner"
	"tenantry/backend/store"
	"tenantry/backend/store/memstore"
	"tenantry/backend/store/storetest"
)

var day = time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)

// hour is so many hours into the day.
func hour(n float64) time.Time { return day.Add(time.Duration(n * float64(time.Hour))) }

var customer = storetest.ID

func keep(t testing.TB, j store.Journal, events ...partner.Event) *changes.Log {
	t.Helper()
	for i := range events {
		if events[i].ID == 0 {
			events[i].ID = uint64(i + 1)
		}
	}
	if _, err := j.Events().Add(events); err != nil {
		t.Fatal(err)
	}
	return changes.New(j)
}

func find(t testing.TB, l *changes.Log, q changes.Query) (ids []uint64) {
	t.Helper()
	found, _, err := l.Find(q)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range found {
		ids = append(ids, c.ID)
	}
	return ids
}

// A morning: an incident opens at two customers, Microsoft says a word, a request is answered, another incident's word.
func morning(t testing.TB) *changes.Log {
	incident := func(n float64, id partner.TenantID, what partner.EventWhat, subject string) partner.Event {
		return partner.Event{At: hour(n), TenantID: id, Kind: partner.EventIncident, What: what, Subject: subject, Service: "Exchange Online"}
	}
	old := incident(1, customer(3), partner.WasOpened, "EX0")
	old.Known = true
	return keep(t, memstore.NewJournal(), old, incident(8, customer(1), partner.WasOpened, "EX1"), incident(8.1, customer(2), partner.WasOpened, "EX1"),
		incident(9, "", partner.WasUpdated, "EX1"), incident(9.5, "", partner.WasUpdated, "EX0"),
		partner.Event{At: hour(10), TenantID: customer(1), Kind: partner.EventRequest, What: partner.Changed, Subject: "24"})
}

func TestFindAnswersWhatIsAsked(t *testing.T) {
	l := morning(t)
	for what, c := range map[string]struct {
		q    changes.Query
		want []uint64
	}{
		"all, but what was so before anybody looked": {changes.Query{}, []uint64{6, 5, 4, 3, 2}},
		"since a time": {changes.Query{From: hour(9)}, []uint64{6, 5, 4}},
		"until a time": {changes.Query{Until: hour(9)}, []uint64{3, 2}},
		"of a customer, with the words on its incidents alone": {changes.Query{Customer: customer(1)}, []uint64{6, 4, 2}},
		"of a customer since its incident":                     {changes.Query{Customer: customer(1), From: hour(8.5)}, []uint64{6, 4}},
		"of the customer whose incident was there before":      {changes.Query{Customer: customer(3)}, []uint64{5}},
		"of some customers":                                    {changes.Query{Of: func(id partner.TenantID) bool { return id != customer(1) && id != customer(3) }}, []uint64{4, 3}},
		"of a kind":                                            {changes.Query{Kinds: []partner.EventKind{partner.EventRequest}}, []uint64{6}},
		"the last two":                                         {changes.Query{Limit: 2}, []uint64{6, 5}},
	} {
		if got := find(t, l, c.q); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", what, got, c.want)
		}
	}
	for limit, want := range map[int]bool{2: true, 5: false, 0: false} {
		if _, more, _ := l.Find(changes.Query{Limit: limit}); more != want {
			t.Errorf("limit %d: more is %v", limit, more)
		}
	}
}

func TestWhatWasSeenIsSeenUntilItIsUndone(t *testing.T) {
	l := morning(t)
	unseen := func() []uint64 { return find(t, l, changes.Query{Unseen: true}) }
	expect := func(step string, want ...uint64) {
		t.Helper()
		if got := unseen(); !slices.Equal(got, want) {
			t.Errorf("%s: unseen are %v, want %v", step, got, want)
		}
	}
	undo := func(u changes.Undo, err error) changes.Undo {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	back := func(u changes.Undo) {
		t.Helper()
		if err := u(); err != nil {
			t.Fatal(err)
		}
	}
	expect("at first", 6, 5, 4, 3, 2)
	row := undo(l.See(changes.Query{IDs: []uint64{6, 99}}))
	expect("a row", 5, 4, 3, 2)
	group := undo(l.See(changes.Query{IDs: []uint64{2, 3, 4}}))
	expect("a group", 5)
	all := undo(l.SeeAll(hour(9.2)))
	expect("all until a time", 5)
	back(group)
	expect("the group is undone, but all was seen since", 5)
	back(all)
	expect("all is undone", 5, 4, 3, 2)
	back(row)
	expect("the row is undone", 6, 5, 4, 3, 2)
	undo(l.SeeAll(hour(9.2)))
	expect("all until a time", 6, 5)
}

// It is kept: another process of the profile knows it.
func TestWhatWasSeenOutlastsTheProcess(t *testing.T) {
	j := memstore.NewJournal()
	l := keep(t, j, partner.Event{At: hour(1), Kind: partner.EventCustomer, TenantID: customer(1)}, partner.Event{At: hour(2), Kind: partner.EventCustomer, TenantID: customer(1)})
	if _, err := l.See(changes.Query{IDs: []uint64{2}}); err != nil {
		t.Fatal(err)
	}
	if got := find(t, changes.New(j), changes.Query{Unseen: true}); !slices.Equal(got, []uint64{1}) {
		t.Errorf("unseen are %v, want [1]", got)
	}
}

func TestMinutesOfIncident(t *testing.T) {
	e := func(noticed float64, what partner.EventWhat, id string, since, until float64) partner.Event {
		out := partner.Event{At: hour(noticed), TenantID: customer(1), Kind: partner.EventIncident, What: what, Subject: id, Service: "Exchange Online"}
		if since != 0 {
			out.Since = hour(since)
		}
		if until != 0 {
			out.Until = hour(until)
		}
		return out
	}
	const month = 24 * 30 // hours
	advisory := e(8, partner.WasOpened, "EX9", 1, 0)
	advisory.Advisory = true
	other := e(8, partner.WasOpened, "EX8", 1, 0)
	other.TenantID = customer(2)
	for what, c := range map[string]struct {
		events []partner.Event
		want   string
	}{
		"by Microsoft's word":                   {[]partner.Event{e(2, partner.WasOpened, "EX1", 1, 0), e(9, partner.WasResolved, "EX1", 1, 4)}, "1 incident, 180 min"},
		"as it was noticed, where it has none":  {[]partner.Event{e(2, partner.WasOpened, "EX1", 0, 0), e(3.5, partner.Vanished, "EX1", 0, 0)}, "1 incident, 90 min"},
		"open until now":                        {[]partner.Event{e(9, partner.WasOpened, "EX1", 8, 0)}, "1 incident, 120 min"},
		"while nobody looked":                   {[]partner.Event{e(9, partner.WentBy, "EX1", 1, 2)}, "1 incident, 60 min"},
		"two at a time count once":              {[]partner.Event{e(1, partner.WentBy, "EX1", 1, 3), e(2, partner.WentBy, "EX2", 2, 4), e(2, partner.WentBy, "EX3", 2, 2.5)}, "3 incident, 180 min"},
		"again after it was over":               {[]partner.Event{e(2, partner.WasOpened, "EX1", 1, 0), e(3, partner.WasResolved, "EX1", 1, 2), e(5, partner.WasOpened, "EX1", 1, 0), e(6, partner.WasResolved, "EX1", 1, 6)}, "1 incident, 300 min"},
		"its beginning is not in the log":       {[]partner.Event{e(6, partner.WasResolved, "EX1", 5, 6)}, "1 incident, 60 min"},
		"advisories, and those of others":       {[]partner.Event{advisory, other}, ""},
		"before the time that is asked for":     {[]partner.Event{e(1, partner.WentBy, "EX1", -30, -25)}, ""},
		"part of it before":                     {[]partner.Event{e(1, partner.WentBy, "EX1", -2, 1)}, "1 incident, 60 min"},
		"ends before it begins, as clocks may":  {[]partner.Event{e(1, partner.WentBy, "EX1", 3, 2)}, ""},
		"after what is asked for, if told then": {[]partner.Event{e(9, partner.WasOpened, "EX1", 9.5, 12)}, "1 incident, 30 min"},
	} {
		h, err := keep(t, memstore.NewJournal(), c.events...).History(customer(1), day, hour(10))
		got := ""
		for _, s := range h.Services {
			got += fmt.Sprintf("%d incident, %d min", s.Incidents, s.Minutes)
		}
		if got != c.want || err != nil {
			t.Errorf("%s: %q, want %q (%v)", what, got, c.want, err)
		}
	}
	l := keep(t, memstore.NewJournal(), e(1, partner.WasOpened, "EX1", 1, 0), e(month*2, partner.WasResolved, "EX1", 1, month))
	h, _ := l.History(customer(1), day, hour(month*3))
	want := []changes.Month{{Month: "2026-03", Minutes: 30*24*60 - 60}} // from 2 March 1:00 to 1 April 0:00
	if !slices.Equal(h.Services[0].Months, want) || !h.Since.Equal(hour(1)) || len(h.Events) != 2 {
		t.Errorf("%+v, want %v", h, want)
	}
	h, _ = l.History(customer(1), day, hour(month*3))
	if again := h.Services[0].Minutes; again != want[0].Minutes {
		t.Errorf("%d minutes of all, %d by month", again, want[0].Minutes)
	}
}

// However incidents lie, a minute counts once, and all that are in one of them do: measured by asking each minute.
func TestMinutesAreThoseInAnIncident(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		var events []partner.Event
		in := map[int]bool{}
		for n := range 1 + dice.IntN(8) {
			from := dice.IntN(1900)
			to := from + dice.IntN(600)
			for m := max(from, 500); m < to; m++ {
				in[m] = true
			}
			at := func(m int) time.Time { return day.AddDate(0, 0, -2).Add(time.Duration(m) * time.Minute) }
			events = append(events, partner.Event{At: at(to), TenantID: customer(1), Kind: partner.EventIncident, What: partner.WentBy, Subject: fmt.Sprint(n),
				Service: "Teams", Since: at(from), Until: at(to)})
		}
		slices.SortFunc(events, func(a, b partner.Event) int { return a.At.Compare(b.At) })
		from := day.AddDate(0, 0, -2)
		h, err := keep(t, memstore.NewJournal(), events...).History(customer(1), from.Add(500*time.Minute), from.Add(2500*time.Minute))
		got := 0
		for _, s := range h.Services {
			got += s.Minutes
		}
		if got != len(in) || err != nil {
			t.Fatalf("%d minutes, want %d of %+v (%v)", got, len(in), events, err)
		}
	}
}

// Whatever may happen is said in both languages, and says nothing that it was not told.
func TestEveryChangeHasWords(t *testing.T) {
	said := map[string]string{}
	for _, kind := range partner.EventKinds() {
		for _, what := range partner.EventWhats() {
			for _, aspect := range []string{"", "status", "severity", "total", "date", "roles", "default"} {
				e := partner.Event{Kind: kind, What: what, Aspect: aspect, Subject: "EX1", Title: "Mail is late", Before: "healthy", After: "outage"}
				for _, l := range []message.Language{message.English, "fr"} {
					text := changes.Words(e).In(l)
					if text == "" || strings.ContainsAny(text, "{}") || l == "fr" && changes.Words(e).Known() && text == changes.Words(e).In(message.English) {
						t.Errorf("%v %v %s in %s: %q", kind, what, aspect, l, text)
					}
					said[text] = aspect
				}
			}
		}
	}
	for _, want := range []string{"Health went from healthy to outage", "EX1 résolu\u00a0: Mail is late", "Mail is late: healthy licences became outage"} {
		if _, ok := said[want]; !ok {
			t.Errorf("nothing says %q", want)
		}
	}
}
