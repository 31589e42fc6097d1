package outbox

import (
	"cmp"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// Options are an Outbox's needs. Journal and Sender are required.
type Options struct {
	Journal store.Outbox
	// Prefix begins the ids of what is this Outbox's in a journal that two share; empty: all but what goes to the webhook.
	Prefix string
	// Sender is the way to Microsoft for a channel; nil: nobody is signed in.
	Sender func(partner.Channel) Sender
	// Allowed says what keeps o from being sent now: a fault, or nil. It is asked before every call, also
	// before one that only reads, so that nothing is looked for as the wrong partner.
	Allowed func(o partner.Outgoing) error
	// Doubtful says that the journal may have lost something, or is an older copy: what is to go out may have gone
	// already. It is held until a person says what is to become of it.
	Doubtful bool
	// Changed hints that something is to be read again. It is called without locks and may call back.
	Changed func()
	Now     func() time.Time // time.Now if nil
	NewKey  func() string    // a fresh GUID; uuid.NewString if nil
	Log     *slog.Logger     // of what goes which way; nil: nobody reads it
}

// Outbox is the user's writing on its way. All methods may be called at any time from any goroutine.
type Outbox struct {
	o     Options
	newID func() string

	// writes orders read, change, write: one change is on disk and in memory before the next begins.
	writes sync.Mutex
	// calls holds one token: who has it may make a step.
	calls chan struct{}

	mu      sync.RWMutex
	items   map[string]*partner.Outgoing // never changed in place: another pointer is another version
	damaged map[string]error             // by id
	ours    map[string]*partner.Outgoing // the versions that Allowed held, not Microsoft
	wakes   []Wake                       // that came and were not yet obeyed
	news    chan struct{}                // closed and replaced whenever something changed
}

// Open loads everything. What was being sent when the last process ended becomes uncertain, on disk,
// before it returns.
func Open(o Options) (*Outbox, error) {
	if o.Allowed == nil {
		o.Allowed = func(partner.Outgoing) error { return nil }
	}
	if o.Changed == nil {
		o.Changed = func() {}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	prefix := cmp.Or(o.Prefix, "TNT-")
	if o.NewKey == nil {
		o.NewKey = uuid.NewString
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	b := &Outbox{o: o, newID: func() string { return newID(prefix) }, calls: make(chan struct{}, 1), items: map[string]*partner.Outgoing{},
		damaged: map[string]error{}, ours: map[string]*partner.Outgoing{}, news: make(chan struct{})}
	for item, err := range o.Journal.All() {
		switch {
		case err != nil && item.ID == "":
			return nil, err
		case !o.mine(item.ID): // another Outbox's
		case err != nil:
			b.damaged[item.ID] = err
		default:
			b.items[item.ID] = &item
		}
	}
	for _, item := range b.items {
		if item.State != partner.Sending {
			continue
		}
		if _, err := b.advance(item, partner.Outcome{Event: partner.WasInterrupted}); err != nil {
			return nil, fmt.Errorf("take up what was being sent: %w", err)
		}
	}
	if o.Doubtful {
		if err := b.doubt(); err != nil {
			return nil, fmt.Errorf("hold what may have been sent: %w", err)
		}
	}
	return b, nil
}

// mine says whether an id is of this Outbox.
func (o Options) mine(id string) bool {
	if o.Prefix == "" {
		return !strings.HasPrefix(id, partner.ToWebhook)
	}
	return strings.HasPrefix(id, o.Prefix)
}

// doubt keeps what waits from going out by itself: what was never begun is rejected, what is uncertain is looked for,
// and rejected when it is not there.
func (b *Outbox) doubt() error {
	why := fault.ProblemOf(fault.New(fault.Conflict, "outgoing_doubtful"), b.now())
	for _, item := range b.versions() {
		e := partner.WasHeld
		switch {
		case !inLine(item):
			continue
		case item.State == partner.Uncertain:
			e = partner.WasNotSettled
		}
		if _, err := b.advance(item, partner.Outcome{Event: e, Problem: why}); err != nil {
			return err
		}
	}
	return nil
}

// Damaged says which entries of the journal can't be read, one fault of kind Corrupt each. They stay there.
func (b *Outbox) Damaged() []error {
	b.mu.RLock()
	defer b.mu.RUnlock()
	var out []error
	for _, err := range b.damaged {
		out = append(out, err)
	}
	slices.SortFunc(out, func(a, b error) int { return cmp.Compare(a.Error(), b.Error()) })
	return out
}

// List is everything, the newest first.
func (b *Outbox) List() []partner.Outgoing {
	b.mu.RLock()
	out := make([]partner.Outgoing, 0, len(b.items))
	for _, item := range b.items {
		out = append(out, own(item))
	}
	b.mu.RUnlock()
	slices.SortFunc(out, func(a, b partner.Outgoing) int {
		return cmp.Or(b.CreatedAt.Compare(a.CreatedAt), cmp.Compare(b.ID, a.ID))
	})
	return out
}

// IDs are the local ids of everything in the journal, also of what can't be read.
func (b *Outbox) IDs() []string {
	b.mu.RLock()
	defer b.mu.RUnlock()
	out := slices.AppendSeq(slices.Collect(maps.Keys(b.items)), maps.Keys(b.damaged))
	slices.Sort(out)
	return out
}

// Get is the one with this local id.
func (b *Outbox) Get(id string) (partner.Outgoing, bool) {
	item := b.get(id)
	if item == nil {
		return partner.Outgoing{}, false
	}
	return own(item), true
}

// own is a copy that its receiver may change.
func own(item *partner.Outgoing) partner.Outgoing {
	o := *item
	o.History = slices.Clone(o.History)
	return o
}

func (b *Outbox) get(id string) *partner.Outgoing {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.items[id]
}

// now is the time as it is kept: UTC, without this process's monotonic clock.
func (b *Outbox) now() time.Time { return b.o.Now().UTC().Round(0) }

// change replaces id by what f makes of it: on disk, in memory, then it is announced. An error of f, or of
// the disk, leaves everything as it was.
func (b *Outbox) change(id string, f func(o partner.Outgoing) (partner.Outgoing, error)) (*partner.Outgoing, error) {
	next, err := b.replace(id, f)
	if err == nil {
		b.announce()
	}
	return next, err
}

func (b *Outbox) replace(id string, f func(o partner.Outgoing) (partner.Outgoing, error)) (*partner.Outgoing, error) {
	b.writes.Lock()
	defer b.writes.Unlock()
	old := b.get(id)
	if old == nil {
		return nil, fault.New(fault.Missing, "outgoing_unknown", "id", id).With(fault.CorrectInput)
	}
	next, err := f(*old)
	if err != nil {
		return nil, err
	}
	if err := b.o.Journal.Put(next); err != nil {
		return nil, err
	}
	b.mu.Lock()
	b.items[id] = &next
	b.mu.Unlock()
	if next.State != old.State {
		b.o.Log.Info("moved", "id", id, "channel", next.Channel, "from", old.State, "to", next.State, "customer", next.Tenant)
	}
	return &next, nil
}

// advance takes was through outcomes in one write. errMoved: somebody changed it meanwhile.
func (b *Outbox) advance(was *partner.Outgoing, outcomes ...partner.Outcome) (*partner.Outgoing, error) {
	next, err := b.change(was.ID, func(o partner.Outgoing) (next partner.Outgoing, err error) {
		if b.get(was.ID) != was {
			return o, errMoved
		}
		for next = o; len(outcomes) > 0 && err == nil; outcomes = outcomes[1:] {
			next, err = next.Next(outcomes[0], b.now())
		}
		return next, err
	})
	if err != nil && b.get(was.ID) == nil {
		return nil, errMoved // it was thrown away
	}
	return next, err
}

// errMoved says that something is no longer what it was when a step began. The step is void.
var errMoved = fault.New(fault.Conflict, "outgoing_moved")

// announce wakes whoever waits for news and hints to the outside.
func (b *Outbox) announce() {
	b.ring()
	b.o.Changed()
}

func (b *Outbox) ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	close(b.news)
	b.news = make(chan struct{})
}
