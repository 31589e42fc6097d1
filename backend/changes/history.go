package changes

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tenantry/backend/partner"
)

// History is what the log tells of a customer's incidents within a time: how long each service had one.
type History struct {
	From, To time.Time
	Services []ServiceHistory // by name; those with an incident
	// Since is when the customer's health was first read: nothing is known of what was before, but what Microsoft told
	// of it then. Zero: never.
	Since time.Time
	// Unread is when it was not read for longer than Microsoft tells of what is over: what was then is not known.
	Unread []Gap // the first one first
	// Events are those behind it, the last one first.
	Events []partner.Event
}

// Gap is a time of which nothing is known.
type Gap struct{ From, To time.Time }

// ServiceHistory is how long a service had incidents. Of several at a time each minute counts once.
type ServiceHistory struct {
	Name      string
	Minutes   int
	Incidents int
	Months    []Month // those with any, the first one first
}

// Month is a calendar month in UTC.
type Month struct {
	Month   string // 2006-01
	Minutes int
}

// span is from when to when an incident lasted.
type span struct {
	incident string
	from, to time.Time
}

// History looks back from a time "to", until which lasts what is still open. An advisory is no incident. When an
// incident began and ended is Microsoft's word, and where it has none, when it was noticed.
func (l *Log) History(id partner.TenantID, from, to time.Time) (History, error) {
	h := History{From: from, To: to}
	var theirs []partner.Event
	for e, err := range l.events.Between(time.Time{}, to, id) {
		if err != nil {
			return h, fmt.Errorf("read the history: %w", err)
		}
		if e.TenantID != id || e.Kind != partner.EventIncident && e.Kind != partner.EventHealth {
			continue
		}
		h.Since = e.At
		if !e.At.Before(from) {
			h.Events = append(h.Events, e)
		}
		switch {
		case e.What == partner.WasUnread && e.Until.After(from):
			h.Unread = append(h.Unread, Gap{e.Since, e.Until})
		case e.Kind == partner.EventIncident && !e.Advisory:
			theirs = append(theirs, e)
		}
	}
	slices.Reverse(h.Unread)
	for service, incidents := range spansOf(theirs, to) {
		if s := summed(service, incidents, from, to); s.Incidents > 0 {
			h.Services = append(h.Services, s)
		}
	}
	slices.SortFunc(h.Services, func(a, b ServiceHistory) int { return strings.Compare(a.Name, b.Name) })
	return h, nil
}

// spansOf plays the events of one customer's incidents back, the last one first. What it returns is by service.
func spansOf(events []partner.Event, now time.Time) map[string][]span {
	out := map[string][]span{}
	began, service, ended := map[string]time.Time{}, map[string]string{}, map[string]time.Time{}
	add := func(incident string, to time.Time) {
		out[service[incident]] = append(out[service[incident]], span{incident, began[incident], to})
		ended[incident] = to
		delete(began, incident)
	}
	for _, e := range slices.Backward(events) {
		if _, open := began[e.Subject]; !open {
			start := e.Since
			if start.IsZero() {
				start = e.At
			}
			if last := ended[e.Subject]; last.After(start) { // it is the same one again
				start = last
			}
			began[e.Subject], service[e.Subject] = start, e.Service
		}
		switch {
		case e.What == partner.WasOpened:
		case e.Until.IsZero():
			add(e.Subject, e.At)
		default:
			add(e.Subject, e.Until)
		}
	}
	for incident := range began {
		add(incident, now)
	}
	return out
}

// summed adds up what of a service's incidents lies within a time.
func summed(service string, incidents []span, from, to time.Time) ServiceHistory {
	out := ServiceHistory{Name: service}
	var spans []span
	counted := map[string]bool{}
	for _, s := range incidents {
		if s.from.Before(from) {
			s.from = from
		}
		if s.to.After(to) {
			s.to = to
		}
		if s.to.After(s.from) {
			spans = append(spans, s)
			counted[s.incident] = true
		}
	}
	out.Incidents = len(counted)
	slices.SortFunc(spans, func(a, b span) int { return a.from.Compare(b.from) })
	months := map[string]time.Duration{}
	var until time.Time // up to which is counted
	for _, s := range spans {
		if s.from.Before(until) {
			s.from = until
		}
		for s.from.Before(s.to) {
			y, m, _ := s.from.UTC().Date()
			end := time.Date(y, m+1, 1, 0, 0, 0, 0, time.UTC)
			if s.to.Before(end) {
				end = s.to
			}
			months[s.from.UTC().Format("2006-01")] += end.Sub(s.from)
			s.from = end
		}
		if s.to.After(until) {
			until = s.to
		}
	}
	for month, d := range months {
		out.Months = append(out.Months, Month{month, int(d.Round(time.Minute) / time.Minute)})
	}
	slices.SortFunc(out.Months, func(a, b Month) int { return strings.Compare(a.Month, b.Month) })
	for _, m := range out.Months {
		out.Minutes += m.Minutes
	}
	return out
}
