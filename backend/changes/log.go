package changes

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// Log is the log of changes as users ask for it. It is safe for concurrent use.
type Log struct {
	events   store.Events
	settings store.Settings

	mu   sync.Mutex // of what was seen
	seen *seen      // nil: not read yet

	unseen unseen
}

// New makes the log over a journal.
func New(j store.Journal) *Log { return &Log{events: j.Events(), settings: j.Settings()} }

// Query says which changes are asked for. The zero value asks for all.
type Query struct {
	// From and Until (excluded) bound when they were noticed; zero: no bound.
	From, Until time.Time
	// Customer asks for those of one, with Microsoft's words on its incidents.
	Customer partner.TenantID
	// Of leaves out customers; nil: none. A change that is of no one customer stays while one of its incident's does.
	Of     func(partner.TenantID) bool
	Kinds  []partner.EventKind // empty: all
	IDs    []uint64            // of these alone; empty: all
	Group  string              // of this group alone, as [Log.Groups] names it; empty: all
	Unseen bool                // only what was not marked as seen
	Limit  int                 // 0: no limit
}

// Change is an event, and whether the user has seen it.
type Change struct {
	partner.Event
	Seen bool
}

// Find answers a query, the last change first; more says that the limit left some out. What was so before anybody
// looked is no change. Beside an error stands what could be read.
func (l *Log) Find(q Query) (found []Change, more bool, err error) {
	groups := grouping{}
	err = l.walk(&q, func(c Change) bool {
		if q.Group != "" && groups.of(&c).String() != q.Group {
			return true
		}
		if q.Limit > 0 && len(found) == q.Limit {
			more = true
			return false
		}
		found = append(found, c)
		return true
	})
	return found, more, err
}

// walk gives what a query finds to take, the last change first, until take has enough; groups and the limit are take's.
func (l *Log) walk(q *Query, take func(Change) bool) error {
	was, err := l.whatWasSeen()
	if err != nil {
		return err
	}
	if q.Unseen && q.From.Before(was.Until) {
		q.From = was.Until // what was noticed before is seen
	}
	if q.Customer != "" || q.Of != nil {
		return l.walkSome(*q, was, take)
	}
	for e, err := range l.events.Between(q.From, q.Until) {
		if err != nil {
			return fmt.Errorf("find changes: %w", err)
		}
		if c := (Change{Event: e, Seen: was.has(e)}); q.keeps(&c) && !take(c) {
			return nil
		}
	}
	return nil
}

// walkSome is walk for some customers. What Microsoft said of an incident is found if they have, or had it, which may
// have begun before the time that is asked for: all of the log is read.
func (l *Log) walkSome(q Query, was seen, take func(Change) bool) (err error) {
	var found []Change
	theirs := map[string]bool{}
	var of []partner.TenantID
	if q.Customer != "" {
		of = append(of, q.Customer)
	}
	for e, unread := range l.events.Between(time.Time{}, q.Until, of...) {
		if unread != nil {
			err = fmt.Errorf("find changes: %w", unread)
			break
		}
		if e.TenantID != "" && !q.keepsCustomer(e.TenantID) {
			continue
		}
		if e.Kind == partner.EventIncident && e.TenantID != "" {
			theirs[e.Subject] = true
		}
		if c := (Change{Event: e, Seen: was.has(e)}); !e.At.Before(q.From) && q.keeps(&c) {
			found = append(found, c)
		}
	}
	for _, c := range found {
		if (c.TenantID != "" || theirs[c.Subject]) && !take(c) {
			break
		}
	}
	return err
}

// all says that nothing but the time until when narrows what is asked for.
func (q Query) all() bool {
	return q.From.IsZero() && q.Customer == "" && q.Of == nil && len(q.Kinds) == 0 && len(q.IDs) == 0 && q.Group == ""
}

// keeps says whether a change is asked for, whosever it is.
func (q *Query) keeps(c *Change) bool {
	return !c.Known && (!q.Unseen || !c.Seen) && (len(q.Kinds) == 0 || slices.Contains(q.Kinds, c.Kind)) &&
		(len(q.IDs) == 0 || slices.Contains(q.IDs, c.ID))
}

func (q Query) keepsCustomer(id partner.TenantID) bool {
	return (q.Customer == "" || id == q.Customer) && (q.Of == nil || q.Of(id))
}
