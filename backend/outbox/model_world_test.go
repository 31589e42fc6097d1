package outbox

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// world is everything around the outbox under test: the disk, the cloud, the network, the people.
type world struct {
	tb     rapid.TB
	t      *rapid.T  // of a story; nil where everything is calm
	real   time.Time // goes forward only
	clock  time.Time // this computer's, which people set
	disk   *disk
	cloud  *cloud
	box    *Outbox
	ctx    context.Context
	cancel context.CancelFunc
	keys   int

	online, signedIn, calm bool
	account                string                    // the partner account that is, or was, signed in
	ended                  map[partner.TenantID]bool // the delegation is over

	ids       []string        // whatever was written, in order
	discarded map[string]bool // by the user
	told      map[string]bool // a person said that it is not there, or the clock was set back while it was uncertain
	filed     map[string]bool // over the portal, by a person
	queued    map[string]int  // the turn in which it was queued last
	turns     int
	changes   int

	steps  int
	sends  int
	backs  int // the clock was set back
	stays  int // edits to another subscription that were refused
	fates  map[fate]int
	states map[partner.OutState]int
	events map[partner.OutEvent]int
}

var (
	tenants  = []partner.TenantID{"a", "b"}
	accounts = []string{"p", "p", "q"} // partners of the same customers
)

func newWorld(tb rapid.TB) *world {
	morning := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	w := &world{tb: tb, real: morning, clock: morning, online: true, signedIn: true, account: "p",
		ended: map[partner.TenantID]bool{}, discarded: map[string]bool{}, told: map[string]bool{}, filed: map[string]bool{}, queued: map[string]int{}, fates: map[fate]int{},
		states: map[partner.OutState]int{}, events: map[partner.OutEvent]int{}}
	w.disk = &disk{entries: map[string]partner.Outgoing{}, note: func(o partner.Outgoing) {
		if !slices.Contains(w.ids, o.ID) { // it is on disk; whether Add came to its end is another matter
			w.ids = append(w.ids, o.ID)
		}
		w.states[o.State]++
		w.events[eventOf(w.disk.entries[o.ID], o)]++
		if w.disk.entries[o.ID].State == partner.Drafted && o.State == partner.Queued {
			w.turns++
			w.queued[o.ID] = w.turns
		}
	}}
	w.cloud = &cloud{w: w, named: map[string]time.Time{}, created: map[string]int{}, hidden: map[string]time.Time{}, last: map[string]int{},
		looked: map[string]bool{}, grades: map[string]string{}, notes: map[string][]string{"r-a": {"works again", "hello"}, "r-pa": {"works again"}}} // equal ones are there
	w.open()
	return w
}

// eventOf is what made now of was; a release is in no history: what only time held up may go at once.
func eventOf(was, now partner.Outgoing) partner.OutEvent {
	n := len(now.History)
	switch {
	case n == 0:
		return ""
	case n != len(was.History) || !now.History[n-1].At.Equal(was.History[n-1].At) || now.History[n-1].Event != was.History[n-1].Event:
		return now.History[n-1].Event
	case was.State == partner.Blocked && now.State == partner.Queued, !was.NextTry.IsZero() && now.NextTry.IsZero() && now.State == was.State:
		return partner.WasReleased
	case was.State == partner.Uncertain && now.State == partner.Uncertain && now.Reads == 0:
		return givenTimeAnew
	}
	return "" // an edit, or the same problem once more
}

// givenTimeAnew is a release of what is uncertain and was not looked for yet, after the clock was set back.
const givenTimeAnew partner.OutEvent = "given time anew"

// open starts the program anew on the same disk.
func (w *world) open() {
	if w.cancel != nil {
		w.cancel()
	}
	w.disk.failing, w.disk.killIn, w.disk.failIn = 0, 0, 0
	w.ctx, w.cancel = context.WithCancel(context.Background())
	box, err := Open(Options{Journal: w.disk, Now: func() time.Time { return w.clock }, Allowed: w.allowed,
		Sender: func(c partner.Channel) Sender {
			switch {
			case !w.signedIn:
				return nil
			case c == partner.ByAzure:
				return AzureSender{modelTickets{w.cloud}}
			case c == partner.ByChange:
				return ChangeSender{modelChanges{w.cloud}}
			}
			return NoteSender{modelNotes{w.cloud}, modelMessages{w.cloud}}
		},
		NewKey: func() string { w.keys++; return fmt.Sprint("key", w.keys) }})
	if err != nil {
		w.tb.Fatal(err)
	}
	box.newID = func() string { return fmt.Sprintf("TNT-%06d", len(w.ids)) }
	w.box = box
}

func (w *world) allowed(o partner.Outgoing) error {
	if o.Partner != "" && o.Partner != w.account {
		return fault.New(fault.SignIn, "it was written as another partner")
	}
	if w.ended[o.Tenant] {
		return fault.New(fault.Denied, "the delegation ended")
	}
	return nil
}

// do runs one action. When the process dies in it, it is started anew.
func (w *world) do(f func()) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(killed); !ok {
				panic(r)
			}
			w.open()
		}
	}()
	f()
	if w.ctx.Err() != nil { // ended in good order
		w.open()
	}
}

// some picks one of those for which fits holds; "" when there is none.
func (w *world) some(fits func(o partner.Outgoing) bool) string {
	var ids []string
	for _, id := range w.ids {
		if o, ok := w.disk.entries[id]; ok && fits(o) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return ""
	}
	return rapid.SampledFrom(ids).Draw(w.t, "id")
}

func in(states ...partner.OutState) func(partner.Outgoing) bool {
	return func(o partner.Outgoing) bool { return slices.Contains(states, o.State) }
}

// keyed is what the disk has as being sent with that key; there must be one.
func (w *world) keyed(key string) partner.Outgoing {
	for _, o := range w.disk.entries {
		if o.Key == key && key != "" && o.State == partner.Sending {
			return o
		}
	}
	w.tb.Fatalf("a call with the key %q, and the disk has nothing such as being sent", key)
	panic("unreachable")
}

// must accepts success, and the disk's failure while it fails.
func (w *world) must(err error) bool {
	if err != nil && fault.KindOf(err) != fault.Internal {
		w.tb.Fatalf("refused: %v", err)
	}
	return err == nil
}

func (w *world) write() {
	tenant := rapid.SampledFrom(tenants).Draw(w.t, "tenant")
	o := partner.Outgoing{Tenant: tenant, Partner: rapid.SampledFrom(accounts).Draw(w.t, "account"),
		Channel: rapid.SampledFrom([]partner.Channel{partner.ByAzure, partner.ByAzure, partner.ByNote, partner.ByNote, partner.ByPortal, partner.ByChange}).Draw(w.t, "channel")}
	text := rapid.SampledFrom([]string{"works again", "still\nbroken", "bad"}).Draw(w.t, "text") // few, so that notes are equal
	if !o.Channel.Way().Request {
		o.RequestID, o.Note = "r-"+o.Partner+string(tenant), text // a request is one partner's
		if o.Channel == partner.ByChange {                        // each to its own severity, so that one sees which was made
			w.changes++
			o.ToSeverity = fmt.Sprint("severity ", w.changes)
		}
		switch rapid.IntRange(0, 5).Draw(w.t, "resource") {
		case 4:
			o.RequestResource = "/ticket"
		case 5:
			o.RequestResource = "/another"
		}
	} else {
		o.Draft.Title = text
	}
	_, err := w.box.Add(o)
	w.must(err)
}

func (w *world) queueAll() {
	for _, id := range w.ids {
		if o, ok := w.disk.entries[id]; ok && o.State == partner.Drafted {
			_, err := w.box.Queue(id, nil)
			w.must(err)
		}
	}
}

// begin lets the story start with something on its way.
func (w *world) begin() {
	for range rapid.IntRange(1, 5).Draw(w.t, "at the start") {
		w.write()
	}
	w.queueAll()
	w.step()
}

// step lets the loop do one thing. Where it does nothing, nothing that is due waits but behind an earlier one on the
// same ticket.
func (w *world) step() (acted bool) {
	w.do(func() {
		var err error
		if acted, _, err = w.box.step(w.ctx); acted || err != nil || w.ctx.Err() != nil {
			return
		}
		for _, o := range w.disk.entries {
			if o.Channel != partner.ByPortal && inLine(&o) && !o.NextTry.After(w.clock) && !w.held(o) {
				w.tb.Fatalf("%s is %s, due since %s, and waits behind nothing on its ticket", o.ID, o.State, o.NextTry)
			}
		}
	})
	return acted
}

// held says that an earlier one on the same ticket is not there yet.
func (w *world) held(o partner.Outgoing) bool {
	for _, other := range w.disk.entries {
		if other.ID != o.ID && onTicket(other) == onTicket(o) && other.Place < o.Place &&
			in(partner.Queued, partner.Blocked, partner.Sending, partner.Uncertain)(other) {
			return true
		}
	}
	return false
}

func (w *world) pass(d time.Duration) {
	w.real, w.clock = w.real.Add(d), w.clock.Add(d)
	w.cloud.arrive()
}

// check holds after every action.
func (w *world) check() {
	w.steps++
	for _, id := range w.ids {
		kept, there := w.disk.entries[id]
		shown, known := w.box.Get(id)
		if there != known || there && (kept.State != shown.State || kept.Key != shown.Key || kept.Place != shown.Place || !kept.UpdatedAt.Equal(shown.UpdatedAt)) {
			w.tb.Fatalf("%s is on disk: %v, in memory: %v\n%s", id, there, known, cmp.Diff(kept, shown))
		}
		if behind, waits := w.disk.entries[w.box.Behind(id)]; waits && (onTicket(behind) != onTicket(kept) || behind.Place >= kept.Place) {
			w.tb.Fatalf("%s is said to wait behind %s, which is on another ticket or later", id, behind.ID)
		}
		created := w.cloud.created[id]
		switch {
		case !there && !w.discarded[id]:
			w.tb.Fatalf("%s is lost", id)
		case !there:
		case kept.State == partner.Sent && created != 1:
			w.tb.Fatalf("%s is said to be sent; the cloud has it %d times", id, created)
		case created == 1 && !w.filed[id] && !in(partner.Sent, partner.Uncertain, partner.Sending)(kept) && !w.unseen(kept):
			w.tb.Fatalf("%s is at the cloud and shown as %s", id, kept.State)
		}
	}
}

// unseen excuses one that is at the cloud and is not shown as sent: it could not be read at first, and is
// looked for before it is sent again. A conflict alone makes no refusal of it, unless a person said so.
func (w *world) unseen(o partner.Outgoing) bool {
	at, hidden := w.cloud.hidden[o.ID]
	if !hidden || o.Key == "" || o.Attempts == 0 {
		return false
	}
	refusedByName := o.State == partner.Rejected && o.Problem.Kind == fault.Conflict
	return !refusedByName || w.told[o.ID] || at.After(w.real)
}

// meanwhile is what a person does while the outbox reads: the reading is then about something else.
func (w *world) meanwhile() {
	id := w.some(func(o partner.Outgoing) bool { return o.Editable() })
	if id == "" {
		return
	}
	if w.good(id) && rapid.Bool().Draw(w.t, "queue") {
		_, err := w.box.Queue(id, nil)
		w.must(err)
	}
}

// good makes a text that nobody refuses.
func (w *world) good(id string) bool {
	_, err := w.box.Edit(id, func(o *partner.Outgoing) error {
		o.Draft.Title, o.Note = "good", o.Note+" good"
		if !o.Channel.Way().Request {
			o.Draft.Title, o.Note = "", "good"
		}
		return nil
	})
	return w.must(err)
}

func (w *world) file(id string) {
	if !w.filed[id] {
		w.filed[id] = true
		w.cloud.created[id]++
	}
}
