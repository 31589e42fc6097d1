package incidents

import (
	"iter"
	"sync"

	"tenantry/backend/mailing"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// Tellings is a log of what customers were told that is read from the disk once, and asked by incident.
type Tellings struct {
	store.Told
	changed func()

	mu   sync.Mutex
	of   map[string][]partner.Telling // nil: not read yet
	told map[string]about             // made when asked for
}

// about is what customers were told of an incident, and who of them knows that it affects them.
type about struct {
	told  mailing.Told
	knows map[partner.TenantID]bool
}

// TellingsOf keeps what a log holds in memory. Whoever adds to the log, or clears it, does so through the answer; changed
// hears of it.
func TellingsOf(log store.Told, changed func()) *Tellings {
	return &Tellings{Told: log, changed: changed}
}

// Add implements store.Told.
func (t *Tellings) Add(some []partner.Telling) error {
	defer t.changed() // when the lock is gone again
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.Told.Add(some); err != nil {
		return err
	}
	if t.of == nil {
		return nil
	}
	for _, one := range some {
		t.of[one.Incident] = append(t.of[one.Incident], one)
		delete(t.told, one.Incident)
	}
	return nil
}

// Clear implements store.Told.
func (t *Tellings) Clear() error {
	defer t.changed()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.of = nil // also of what could be cleared in part
	return t.Told.Clear()
}

// About is what customers were told of an incident, and who of them knows that it affects them. The answer is shared;
// it must not be changed. Beside an error stands what could be read, and the next one who asks reads again.
func (t *Tellings) About(incident string) (mailing.Told, map[partner.TenantID]bool, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	var failed error
	of := t.of
	if of == nil {
		of = map[string][]partner.Telling{}
		for one, err := range t.Told.All() {
			if err != nil {
				failed = err
				continue
			}
			of[one.Incident] = append(of[one.Incident], one)
		}
		if failed == nil {
			t.of, t.told = of, map[string]about{}
		}
	}
	if made, ok := t.told[incident]; ok && failed == nil {
		return made.told, made.knows, nil
	}
	now := about{knows: map[partner.TenantID]bool{}}
	now.told, _ = mailing.ToldOf(incident, each(of[incident])) // of what is in memory nothing fails
	for id := range now.told {
		if now.told.Knows(id) {
			now.knows[id] = true
		}
	}
	if failed == nil {
		t.told[incident] = now
	}
	return now.told, now.knows, failed
}

func each(list []partner.Telling) iter.Seq2[partner.Telling, error] {
	return func(yield func(partner.Telling, error) bool) {
		for _, one := range list {
			if !yield(one, nil) {
				return
			}
		}
	}
}
