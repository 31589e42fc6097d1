package news

import (
	"sync"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/changes"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Options is what is needed of an App.
type Options struct {
	Log *changes.Log
	// Await waits for the customers, and says why there are none.
	Await func() error
	// Tagged says who has a tag now; AsOf how old the list of customers is; Customer what is kept of one.
	Tagged   func(tag string) map[partner.TenantID]bool
	AsOf     func() time.Time
	Customer func(tenantID string) (partner.Customer, error)
	// Seen is called after something was marked as seen, or that was undone.
	Seen func()
}

// Changes is the log of changes.
type Changes struct {
	Options
	undo undone
}

// For makes the changes of an App.
func For(o Options) *Changes { return &Changes{Options: o} }

// undone keeps how the last marks as seen are taken back, by a number that the window holds.
type undone struct {
	mu   sync.Mutex
	last int
	how  map[int]changes.Undo
}

// mostUndone is how many marks as seen can be taken back.
const mostUndone = 50

func (u *undone) keep(how changes.Undo) int {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.how == nil {
		u.how = map[int]changes.Undo{}
	}
	u.last++
	u.how[u.last] = how
	delete(u.how, u.last-mostUndone)
	return u.last
}

func (u *undone) take(n int) (changes.Undo, bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	how, kept := u.how[n]
	delete(u.how, n)
	return how, kept
}

// query is what is asked, once the customers are there.
func (c *Changes) query(q contract.ChangeQuery) (changes.Query, error) {
	if err := c.Await(); err != nil {
		return changes.Query{}, err
	}
	query, err := q.Query()
	if err != nil || q.Tag == "" {
		return query, err
	}
	tagged := c.Tagged(q.Tag)
	query.Of = func(id partner.TenantID) bool { return tagged[id] }
	return query, nil
}

// Find answers with the changes that are asked for, the last one first.
func (c *Changes) Find(q contract.ChangeQuery) (contract.Changes, error) {
	query, err := c.query(q)
	if err != nil {
		return contract.Changes{}, err
	}
	found, more, err := c.Log.Find(query)
	return contract.Changes{AsOf: contract.Time(c.AsOf()), Changes: contract.Each(found, contract.ChangeOf), More: more}, err
}

// newestShown is how many of its changes a group shows by itself.
const newestShown = 3

// Groups answers with the changes that are asked for, those of an incident together, the most urgent first. The limit
// is one of groups.
func (c *Changes) Groups(q contract.ChangeQuery) (contract.ChangeGroups, error) {
	query, err := c.query(q)
	if err != nil {
		return contract.ChangeGroups{}, err
	}
	groups, more, err := c.Log.Groups(query, newestShown)
	return contract.ChangeGroups{AsOf: contract.Time(c.AsOf()), Groups: contract.Each(groups, contract.ChangeGroupOf), More: more}, err
}

// Unseen counts the groups of changes that were not seen yet.
func (c *Changes) Unseen() (int, error) {
	if err := c.Await(); err != nil {
		return 0, err
	}
	return c.Log.Unseen()
}

// See marks the changes that are asked for as seen. What it returns takes that back, see [Changes.Unsee].
func (c *Changes) See(q contract.ChangeQuery) (undo int, err error) {
	query, err := c.query(q)
	if err != nil {
		return 0, err
	}
	how, err := c.Log.See(query)
	if err != nil {
		return 0, err
	}
	c.Seen()
	return c.undo.keep(how), nil
}

// Unsee takes a mark as seen back. What was marked otherwise stays so. It can be done once, and for the last marks.
func (c *Changes) Unsee(undo int) error {
	if err := c.Await(); err != nil {
		return err
	}
	how, kept := c.undo.take(undo)
	if !kept {
		return fault.New(fault.Missing, "change_no_undo")
	}
	if err := how(); err != nil {
		return err
	}
	c.Seen()
	return nil
}

// mostDays bounds how far a history looks back: ten years.
const mostDays = 3653

// History answers with the minutes of incident of a customer in the last days.
func (c *Changes) History(tenantID string, days int) (contract.History, error) {
	if err := c.Await(); err != nil {
		return contract.History{}, err
	}
	if days < 1 || days > mostDays {
		return contract.History{}, fault.New(fault.Invalid, "change_days")
	}
	kept, err := c.Customer(tenantID)
	if err != nil {
		return contract.History{}, err
	}
	now := time.Now().UTC()
	h, err := c.Log.History(kept.ID, now.AddDate(0, 0, -days), now)
	return contract.HistoryOf(kept, h), err
}
