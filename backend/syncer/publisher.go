package syncer

import (
	"maps"
	"slices"
	"sync"
	"time"

	"tenantry/backend/partner"
)

// coalesce is how long news wait for company, so that a window redraws ten times a second at most.
const coalesce = 100 * time.Millisecond

// publisher gathers what is to be published. Of several versions of a customer the last one goes out.
type publisher struct {
	publish  func([]partner.Summary, []partner.TenantID)
	progress func(Progress)
	after    func() // called behind publish

	mu      sync.Mutex
	changed map[partner.TenantID]partner.Summary
	removed map[partner.TenantID]bool
	latest  *Progress
	waiting bool

	sending sync.Mutex // one sender at a time, in order
}

func (p *publisher) add(s partner.Summary) {
	p.put(func() {
		if p.changed == nil {
			p.changed = map[partner.TenantID]partner.Summary{}
		}
		p.changed[s.ID] = s
		delete(p.removed, s.ID)
	})
}

func (p *publisher) remove(id partner.TenantID) {
	p.put(func() {
		if p.removed == nil {
			p.removed = map[partner.TenantID]bool{}
		}
		p.removed[id] = true
		delete(p.changed, id)
	})
}

func (p *publisher) tell(now Progress) { p.put(func() { p.latest = &now }) }

func (p *publisher) put(change func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change()
	if !p.waiting {
		p.waiting = true
		time.AfterFunc(coalesce, p.flush)
	}
}

// flush sends what is there, now.
func (p *publisher) flush() {
	p.sending.Lock()
	defer p.sending.Unlock()
	p.mu.Lock()
	changed, removed, latest := p.changed, p.removed, p.latest
	p.changed, p.removed, p.latest, p.waiting = nil, nil, nil, false
	p.mu.Unlock()
	if len(changed)+len(removed) > 0 {
		p.publish(slices.Collect(maps.Values(changed)), slices.Collect(maps.Keys(removed)))
		p.after()
	}
	if latest != nil {
		p.progress(*latest)
	}
}
