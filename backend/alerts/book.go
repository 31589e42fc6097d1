package alerts

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// Book is all alerts with their lives. Its methods may be called from any goroutine.
type Book struct {
	kept store.Alerts

	mu    sync.Mutex
	lives map[string]partner.Alert // as they are known now; of what is kept, the facts may be older
}

// Open reads what is kept.
func Open(kept store.Alerts) (*Book, error) {
	b := &Book{kept: kept, lives: map[string]partner.Alert{}}
	for a, err := range kept.All() {
		if err != nil {
			return nil, err
		}
		b.lives[a.ID] = a
	}
	return b, nil
}

// Judge brings the alerts in line with the world and says whether any is otherwise than before. After an error all are as
// before, and the next call does it.
func (b *Book) Judge(w World, r Rules) (changed bool, err error) {
	w.Now = w.Now.UTC().Round(0)
	b.mu.Lock()
	defer b.mu.Unlock()
	watched := map[partner.TenantID]*partner.Summary{}
	for _, a := range b.lives {
		if a.Open() && a.TenantID != "" {
			watched[a.TenantID] = nil
		}
	}
	j := judge(w, r, watched)
	next := map[string]partner.Alert{}
	var put []partner.Alert
	var forget []string
	consider := func(id string) {
		kept := b.lives[id]
		holds := j.holds[id]
		now := live(kept, holds, holds == nil && kept.Open() && j.unsure(kept), w.Now)
		switch {
		case now == kept:
		case same(now, kept):
			next[id] = now
		default:
			next[id] = now
			put = append(put, now)
		}
		if !now.Open() && w.Now.Sub(now.ClosedAt) > KeptFor {
			forget = append(forget, id)
		}
	}
	for id := range b.lives {
		consider(id)
	}
	for id := range j.holds {
		if _, known := b.lives[id]; !known {
			consider(id)
		}
	}
	return len(next)+len(forget) > 0, b.change(next, put, forget)
}

// Forget forgets all alerts: whose customers they were has signed out.
func (b *Book) Forget() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.change(nil, nil, slices.Collect(maps.Keys(b.lives)))
}

// change keeps alerts and takes them over. The caller holds mu.
func (b *Book) change(next map[string]partner.Alert, put []partner.Alert, forget []string) error {
	if len(put)+len(forget) > 0 {
		slices.SortFunc(put, func(a, b partner.Alert) int { return strings.Compare(a.ID, b.ID) })
		if err := b.kept.Change(put, forget); err != nil {
			return err
		}
	}
	maps.Copy(b.lives, next)
	for _, id := range forget {
		delete(b.lives, id)
	}
	return nil
}

// Unannounced says that [Book.Announce] would hand over something.
func (b *Book) Unannounced(now time.Time, r Rules) bool {
	if r.quiet(now) {
		return false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, a := range b.lives {
		if unannounced(a) {
			return true
		}
	}
	return false
}

// Announce hands over what is to be announced and has not been: what is new, and no rule keeps silent. In quiet hours that
// is nothing; now is the time where the user is. What it returns is never returned again, also if the process ends before
// anybody was told.
func (b *Book) Announce(now time.Time, r Rules) (out []partner.Alert, err error) {
	if r.quiet(now) {
		return nil, nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	next := map[string]partner.Alert{}
	for id, a := range b.lives {
		if unannounced(a) {
			a.AnnouncedAt = now.UTC().Round(0)
			next[id] = a
			out = append(out, a)
		}
	}
	if err := b.change(next, slices.Clone(out), nil); err != nil {
		return nil, err
	}
	slices.SortFunc(out, order)
	return out, nil
}

// unannounced says that an alert is new to everybody.
func unannounced(a partner.Alert) bool { return heard(a) && a.AnnouncedAt.IsZero() }

// heard says that an alert asks for somebody.
func heard(a partner.Alert) bool { return a.State == partner.AlertNew && a.Silenced == "" }

// Count is how many alerts ask for somebody, and how bad the worst of them is.
func (b *Book) Count() (n int, worst partner.AlertLevel) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, a := range b.lives {
		if heard(a) {
			n++
			worst = max(worst, a.Level)
		}
	}
	return n, worst
}

// List is what asks for somebody, the worst first; or all, with what was acted on, is kept silent, or is over since
// [KeptFor].
func (b *Book) List(all bool) (out []partner.Alert) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, a := range b.lives {
		if all || heard(a) {
			out = append(out, a)
		}
	}
	slices.SortFunc(out, order)
	return out
}

// urgency is how bad an alert is among others: an incident at several customers goes before what is as bad for one.
func urgency(a partner.Alert) int {
	if a.Kind == partner.AlertHealth && a.TenantID == "" && !a.Advisory && a.Customers > 1 {
		return int(a.Level) + 1
	}
	return int(a.Level)
}

// order puts what asks for somebody first, the most urgent first, what was acted on and is new again before what just is,
// and whom it hits most; then by state, then the newest.
func order(a, b partner.Alert) int {
	place := func(a partner.Alert) int {
		if a.Silenced != "" && a.Open() {
			return len(partner.AlertStates())
		}
		return slices.Index(partner.AlertStates(), a.State)
	}
	again := func(a partner.Alert) int {
		if a.Why == partner.AlertBegan {
			return 1
		}
		return 0
	}
	at := func(a partner.Alert) time.Time {
		if !a.Open() {
			return a.ClosedAt
		}
		return a.WhyAt
	}
	if c := cmp.Compare(place(a), place(b)); c != 0 {
		return c
	}
	if a.Open() {
		if c := cmp.Or(cmp.Compare(urgency(b), urgency(a)), cmp.Compare(again(a), again(b)), cmp.Compare(b.Customers, a.Customers)); c != 0 {
			return c
		}
	}
	return cmp.Or(at(b).Compare(at(a)), strings.Compare(a.ID, b.ID))
}
