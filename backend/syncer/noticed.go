package syncer

import (
	"sync"

	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// noticed is what came to be otherwise at customers, on its way from the cache, where it is kept together with the
// customer, into the log of changes. A write there waits for the disk, so several go together. A process that ends in
// between loses none, and what comes to the log twice is one event.
type noticed struct {
	cache    store.Cache
	log      store.Events // nil: nobody keeps one
	happened func([]partner.Event)
	unlogged func(error)

	mu      sync.Mutex
	waiting bool // there is something in the cache, or may be: of the process before
}

// of are the changes of a customer, as they are kept with it.
func (n *noticed) of(events []partner.Event) []partner.Event {
	if n.log == nil {
		return nil
	}
	if len(events) > 0 {
		n.mu.Lock()
		defer n.mu.Unlock()
		n.waiting = true
	}
	return events
}

// settle writes what waits into the log, and tells of what is new in it. After a failure it waits on.
func (n *noticed) settle() {
	n.mu.Lock()
	waiting := n.waiting
	n.waiting = false
	n.mu.Unlock()
	if n.log == nil || !waiting {
		return
	}
	var added []partner.Event
	err := n.cache.Noticed(func(events []partner.Event) (err error) {
		added, err = n.log.Add(events)
		return err
	})
	if err != nil {
		n.mu.Lock()
		n.waiting = true
		n.mu.Unlock()
		n.unlogged(err)
	}
	if len(added) > 0 {
		n.happened(added)
	}
}
