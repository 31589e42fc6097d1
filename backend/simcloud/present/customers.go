package present

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"tenantry/backend/simcloud/world"
)

// Customers are the customers with what events did to them.
type Customers struct {
	world *world.World
	story bool
	now   func() time.Time

	mu       sync.Mutex
	access   map[int]world.Access
	expired  map[int]time.Time // delegations that an event let expire
	left     map[int]bool      // customers that no list names any longer
	noAzure  map[int]bool      // customers whose Azure subscriptions are gone
	made     []world.Issue     // issues that events started
	resolved map[string]time.Time
}

// NewCustomers are those of the start, at the time that now tells. With story, the scenario's story is played.
func NewCustomers(w *world.World, story bool, now func() time.Time) *Customers {
	return &Customers{world: w, story: story, now: now, access: map[int]world.Access{}, expired: map[int]time.Time{}, left: map[int]bool{},
		noAzure: map[int]bool{}, resolved: map[string]time.Time{}}
}

// Count is how many customers there are.
func (c *Customers) Count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.world.Len() - len(c.left)
}

// Gone says whether customer i left.
func (c *Customers) Gone(i int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.left[i]
}

// WithoutAzure says whether the Azure subscriptions of customer i are gone.
func (c *Customers) WithoutAzure(i int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.noAzure[i]
}

// Access is what stands in the way at customer i.
func (c *Customers) Access(i int) world.Access {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.expired[i]; ok {
		return world.Expired
	}
	if a, ok := c.access[i]; ok {
		return a
	}
	if c.story && c.world.Refuses(i, c.now()) {
		return world.Blocked
	}
	return c.world.Access(i)
}

// Listed says whether a list names customer i.
func (c *Customers) Listed(l world.List, i int) bool {
	c.mu.Lock()
	_, expired := c.expired[i]
	left := c.left[i]
	c.mu.Unlock()
	return !left && c.world.Listed(l, i) && (!expired || l != world.DelegatedCustomers)
}

// Walk yields at most n rows of the customers that a list names, from a cursor on, and the cursor after
// them; -1 is the end. keep may be nil.
func (c *Customers) Walk(l world.List, keep func(i int) bool, row func(i int) any) func(cursor, n int) ([]any, int) {
	return func(i, n int) ([]any, int) {
		rows := []any{}
		for ; i < c.world.Len(); i++ {
			if !c.Listed(l, i) || keep != nil && !keep(i) {
				continue
			}
			if len(rows) == n {
				return rows, i
			}
			rows = append(rows, row(i))
		}
		return rows, -1
	}
}

// Relationships are customer i's.
func (c *Customers) Relationships(i int) []world.Relationship {
	if !c.Listed(world.Relationships, i) {
		return nil
	}
	list := c.world.Relationships(i)
	c.mu.Lock()
	at, ok := c.expired[i]
	c.mu.Unlock()
	for k := range list {
		if ok && (list[k].Status == "active" || list[k].Status == "expiring") {
			list[k].Status, list[k].Ends, list[k].Modified = "expired", at, at
		}
	}
	return list
}

// Issues are those that customer i has at a time; the partner has none.
func (c *Customers) Issues(i int, at time.Time) []world.Issue {
	if i == world.Partner {
		return nil
	}
	c.mu.Lock()
	made, resolved := c.made, c.resolved
	c.mu.Unlock()
	var out []world.Issue
	for _, list := range [][]world.Issue{made, c.world.Issues(at, c.story)} {
		for _, s := range list {
			if !s.Touches(i) {
				continue
			}
			if end, ok := resolved[s.ID]; ok && !s.Resolved {
				s = s.ResolvedAt(end)
			}
			out = append(out, s)
		}
	}
	return out
}

// SetAccess puts something in the way, or nothing any longer.
func (c *Customers) SetAccess(a world.Access, at []int) { c.each(at, func(i int) { c.access[i] = a }) }

// Expire lets delegations end at a time.
func (c *Customers) Expire(end time.Time, of []int) { c.each(of, func(i int) { c.expired[i] = end }) }

// Restore brings back the delegations that Expire ended.
func (c *Customers) Restore(of []int) { c.each(of, func(i int) { delete(c.expired, i) }) }

// Leave takes customers off every list.
func (c *Customers) Leave(who []int) { c.each(who, func(i int) { c.left[i] = true }) }

// Return puts those that left back.
func (c *Customers) Return(who []int) { c.each(who, func(i int) { delete(c.left, i) }) }

// TakeAzure takes the customers' Azure subscriptions away.
func (c *Customers) TakeAzure(of []int) { c.each(of, func(i int) { c.noAzure[i] = true }) }

// each runs do for all of them at once: no reader sees half an event.
func (c *Customers) each(of []int, do func(i int)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, i := range of {
		do(i)
	}
}

// StartIssue lets an issue begin. Where id is empty it gets the next free one.
func (c *Customers) StartIssue(id string, begin func(id string) world.Issue) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if id == "" {
		id = fmt.Sprintf("EV%06d", 700001+len(c.made))
	}
	c.made = append(slices.Clone(c.made), begin(id)) // readers hold the list without the lock
}

// ResolveIssue ends an issue; without an id the last one that StartIssue began.
func (c *Customers) ResolveIssue(id string, at time.Time) error {
	known := c.world.Issues(at, c.story)
	c.mu.Lock()
	defer c.mu.Unlock()
	if id == "" {
		if len(c.made) == 0 {
			return errors.New("no outage was started; name an issue")
		}
		id = c.made[len(c.made)-1].ID
	}
	is := func(s world.Issue) bool { return s.ID == id }
	if !slices.ContainsFunc(known, is) && !slices.ContainsFunc(c.made, is) {
		return fmt.Errorf("no issue %q", id)
	}
	c.resolved = maps.Clone(c.resolved) // readers hold the map without the lock
	c.resolved[id] = at
	return nil
}
