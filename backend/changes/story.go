package changes

import (
	"fmt"
	"slices"
	"time"

	"tenantry/backend/partner"
)

// Step is something that became of an incident: once, at however many customers it was noticed.
type Step struct {
	At        time.Time // by Microsoft's word; where it has none, when it was noticed
	What      partner.EventWhat
	Status    string // Microsoft's word for how it stood then
	Customers int    // at whom it began or ended; 0: it is of all
}

// Story is what became of an incident since a time, the last step first: also what was so before anybody looked.
// Beside an error stands what could be read.
func (l *Log) Story(incident string, since time.Time) (steps []Step, err error) {
	type key struct {
		at   int64
		what partner.EventWhat
	}
	at := map[key]int{}
	seen := map[key]map[partner.TenantID]bool{}
	for e, unread := range l.events.Between(since, time.Time{}) { // the last one first
		if unread != nil {
			err = fmt.Errorf("read what became of an incident: %w", unread)
			break
		}
		if e.Kind != partner.EventIncident || e.Subject != incident {
			continue
		}
		s := Step{At: e.At, What: e.What, Status: e.After}
		switch {
		case (e.What == partner.WasResolved || e.What == partner.WentBy) && !e.Until.IsZero():
			s.At = e.Until
		case (e.What == partner.WasOpened || e.What == partner.WasUpdated) && !e.Since.IsZero():
			s.At = e.Since
		}
		k := key{s.At.UnixNano(), e.What}
		i, known := at[k]
		if !known {
			i = len(steps)
			at[k], seen[k] = i, map[partner.TenantID]bool{}
			steps = append(steps, s)
		}
		steps[i].Status = s.Status // as it was noticed first
		if e.TenantID != "" && !seen[k][e.TenantID] {
			seen[k][e.TenantID] = true
			steps[i].Customers++
		}
	}
	slices.SortStableFunc(steps, func(a, b Step) int { return b.At.Compare(a.At) })
	return steps, err
}
