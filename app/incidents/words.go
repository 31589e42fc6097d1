package incidents

import (
	"sync"
	"time"

	"tenantry/backend/catalog"
	"tenantry/backend/partner"
)

// words keeps when Microsoft wrote last of an incident, while the report that says so is the same: a list asks for it
// after each change of any customer.
type words struct {
	mu sync.Mutex
	at map[string]word
}

type word struct {
	teller partner.TenantID
	read   time.Time // when that report was
	at     time.Time // zero: no post has a time
}

// lastWord is when Microsoft wrote last, as the customer with the newest report tells it; zero: it tells no time.
func (d *Desk) lastWord(i catalog.Incident) time.Time {
	teller, _ := d.Customers.Get(i.Teller)
	read := teller.Freshness.Of(partner.PartHealth).AsOf
	d.words.mu.Lock()
	had, known := d.words.at[i.ID]
	d.words.mu.Unlock()
	if known && had.teller == i.Teller && had.read.Equal(read) {
		return had.at
	}
	now := word{teller: i.Teller, read: read}
	if issue, _, ok := d.issue(i); ok {
		for _, p := range issue.Posts {
			if p.At.After(now.at) {
				now.at = p.At
			}
		}
	}
	d.words.mu.Lock()
	defer d.words.mu.Unlock()
	if d.words.at == nil {
		d.words.at = map[string]word{}
	}
	d.words.at[i.ID] = now
	return now.at
}

// issue is an incident as its teller's report has it, and what the teller is called.
func (d *Desk) issue(i catalog.Incident) (partner.Issue, string, bool) {
	c, err := d.Load(i.Teller)
	if err != nil {
		return partner.Issue{}, "", false // what it says is not known; the list says the rest
	}
	issue, ok := c.Health.Value.Issue(i.ID)
	return issue, c.Name, ok
}
