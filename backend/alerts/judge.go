package alerts

import (
	"crypto/sha256"
	"encoding/base32"
	"iter"
	"regexp"
	"slices"
	"strings"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// World is what is known at a time.
type World struct {
	Now time.Time
	// Customers are all of them, each with its tags. What they point to is not changed.
	Customers iter.Seq2[*partner.Summary, []string]
	// Listing are the customers that came and left within [Remembers], as the log of changes tells it, the last one first.
	Listing []partner.Event
	// Reads says that the program could read: there is a network, and nobody told it to rest. Where it could not, nobody
	// is to blame that what it knows is old.
	Reads bool
}

// Remembers is for how long it is told that a customer came or left, and that an end has passed.
const Remembers = 7 * 24 * time.Hour

// soon is when an end is near.
const soon = 7 * 24 * time.Hour

// judged is what holds in a world.
type judged struct {
	world     World
	rules     Rules
	holds     map[string]*partner.Alert
	incidents map[string]*incident
	// What says that something is over only because nobody could look.
	watched map[partner.TenantID]*partner.Summary // of alerts that are open; nil: not a customer
	listed  int
	unread  bool      // the health of some customer is still to be read
	last    time.Time // when something was read
}

// incident is one while customers are counted.
type incident struct {
	alert   *partner.Alert
	head    partner.IssueHead
	counted partner.TenantID // the last one
	heard   bool             // by a customer that may be heard
}

// judge says what holds. watched has the customers of alerts that are open as keys.
func judge(w World, r Rules, watched map[partner.TenantID]*partner.Summary) *judged {
	j := &judged{world: w, rules: r, holds: map[string]*partner.Alert{}, incidents: map[string]*incident{}, watched: watched}
	here := j.left()
	for s, tags := range w.Customers {
		j.listed++
		if _, asked := watched[s.ID]; asked {
			watched[s.ID] = s
		}
		delete(here, s.ID)
		j.customer(s, r.hears(tags))
	}
	for _, e := range here {
		j.hold(partner.Alert{Kind: partner.AlertGone, TenantID: e.TenantID, Name: e.Name, Level: partner.AlertWarning, Customers: 1}, true)
	}
	for _, i := range j.incidents {
		a := i.alert
		a.Title, a.Service, a.Advisory, a.Level = i.head.Title, i.head.Service, i.head.Advisory(), levelOf(i.head.State, i.head.Advisory())
		a.Silenced = r.silences(a, i.head.State, i.heard)
		j.holds[a.ID] = a
	}
	if age := w.Now.Sub(j.last); w.Reads && j.listed > 0 && age > r.stale() {
		level := partner.AlertWarning
		if age > 3*r.stale() {
			level = partner.AlertCritical
		}
		j.hold(partner.Alert{Kind: partner.AlertStale, Level: level, At: j.last, Customers: j.listed}, true)
	}
	return j
}

// left are the customers whose last word in the log is that they left.
func (j *judged) left() map[partner.TenantID]partner.Event {
	out, told := map[partner.TenantID]partner.Event{}, map[partner.TenantID]bool{}
	for _, e := range j.world.Listing {
		if told[e.TenantID] || e.Kind != partner.EventCustomer || j.world.Now.Sub(e.At) > Remembers {
			continue
		}
		switch e.What {
		case partner.Disappeared:
			out[e.TenantID] = e
		case partner.Appeared:
			if !e.Known {
				j.hold(partner.Alert{Kind: partner.AlertCame, TenantID: e.TenantID, Name: e.Name, Level: partner.AlertNotice, Customers: 1}, true)
			}
		default:
			continue
		}
		told[e.TenantID] = true
	}
	return out
}

// customer judges what is known of one.
func (j *judged) customer(s *partner.Summary, heard bool) {
	health := s.Freshness.Of(partner.PartHealth)
	for _, at := range []time.Time{s.ListedAt, health.AsOf} {
		if at.After(j.last) {
			j.last = at
		}
	}
	of := func(kind partner.AlertKind, level partner.AlertLevel) partner.Alert {
		return partner.Alert{Kind: kind, TenantID: s.ID, Name: s.Name, Level: level, Customers: 1}
	}
	if !s.UnlistedAt.IsZero() {
		j.hold(of(partner.AlertGone, partner.AlertWarning), heard)
	}
	if s.Access.Reason == partner.AccessEnded || s.Access.Reason == partner.AccessGone || s.Access.Delegated() && refused(s) {
		j.hold(of(partner.AlertAccess, partner.AlertWarning), heard)
	}
	if !s.Access.Delegated() {
		return
	}
	j.unread = j.unread || health.AsOf.IsZero() && health.Problem == nil
	for n := range s.OpenIssues {
		j.issue(s, &s.OpenIssues[n], heard)
	}
	for _, b := range s.Bare {
		a := of(partner.AlertHealth, levelOf(b.State, false))
		a.Subject, a.Service, a.Next = b.ID, b.Name, b.State.String()
		a.ID = idOf(a)
		a.Silenced = j.rules.silences(&a, b.State, heard)
		j.holds[a.ID] = &a
	}
	for n := range s.Dues {
		j.due(s, &s.Dues[n], heard)
	}
	for n := range s.Requests {
		q := &s.Requests[n]
		if q.Status != partner.AttentionNeeded {
			continue
		}
		a := of(partner.AlertRequest, partner.AlertWarning)
		if q.Severity == partner.Critical {
			a.Level = partner.AlertCritical
		}
		a.Subject, a.Title = q.ID, q.Title
		j.hold(a, heard)
	}
}

// refused says that the customer's tenant lets nothing be read.
func refused(s *partner.Summary) bool {
	for _, part := range []partner.Part{partner.PartDetails, partner.PartHealth} {
		p := s.Freshness.Of(part).Problem
		if p != nil && !p.Unasked() && slices.Contains([]fault.Kind{fault.Denied, fault.Consent, fault.SignIn}, p.Kind) {
			return true
		}
	}
	return false
}

// issue counts a customer of an incident. What the newest report says of it is taken, and of two of one age the worse.
func (j *judged) issue(s *partner.Summary, head *partner.IssueHead, heard bool) {
	i := j.incidents[head.ID]
	if i == nil {
		i = &incident{alert: &partner.Alert{Kind: partner.AlertHealth, Subject: head.ID}, head: *head}
		i.alert.ID = idOf(*i.alert)
		j.incidents[head.ID] = i
	} else if c := head.UpdatedAt.Compare(i.head.UpdatedAt); c > 0 || c == 0 && head.State > i.head.State {
		i.head = *head
	}
	if i.counted != s.ID { // a report may name it under several services
		i.counted = s.ID
		i.alert.Customers++
	}
	i.heard = i.heard || heard
}

// due judges what ends by itself.
func (j *judged) due(s *partner.Summary, d *partner.Due, heard bool) {
	left := d.At.Sub(j.world.Now)
	if left < -Remembers || d.Next != partner.NextGrace && left > j.rules.warn() { // what works on borrowed time is told at once

		return
	}
	a := partner.Alert{Kind: partner.AlertDelegation, TenantID: s.ID, Name: s.Name, Subject: d.ID, Title: d.Title, Level: partner.AlertNotice, Customers: 1,
		At: d.At, Next: string(d.Next)}
	if d.Next != "" {
		a.Kind = partner.AlertRenewal
	}
	if d.Next == partner.NextGrace || d.Next == partner.NextDeleted { // it has ended, and more is to come
		a.Level++
	}
	if left <= soon {
		a.Level++
	}
	j.hold(a, heard)
}

func (j *judged) hold(a partner.Alert, heard bool) {
	a.ID = idOf(a)
	a.Silenced = j.rules.silences(&a, partner.Outage, heard)
	j.holds[a.ID] = &a
}

// unsure says of an open alert that does not hold that nobody could look: then it is not over.
func (j *judged) unsure(a partner.Alert) bool {
	switch {
	case a.Kind == partner.AlertCame, a.Kind == partner.AlertGone:
		return false // the log tells of them
	case a.Kind == partner.AlertStale:
		return !j.world.Reads && j.world.Now.Sub(j.last) > j.rules.stale()
	case j.listed == 0:
		return true // nobody is signed in, or what was read is lost
	case a.TenantID == "":
		return j.unread
	}
	s := j.watched[a.TenantID]
	if s == nil || !s.Access.Delegated() {
		return false
	}
	if a.Kind == partner.AlertAccess { // it failed in a way that tells nothing of whether it would be let in
		details, health := s.Freshness.Of(partner.PartDetails), s.Freshness.Of(partner.PartHealth)
		return details.Problem != nil || health.Problem != nil || health.AsOf.IsZero()
	}
	part := map[partner.AlertKind]partner.Part{partner.AlertHealth: partner.PartHealth, partner.AlertRequest: partner.PartRequests,
		partner.AlertDelegation: partner.PartDelegations, partner.AlertRenewal: partner.PartSubscriptions}[a.Kind]
	return s.Freshness.Of(part).AsOf.IsZero()
}

// levelOf is how bad it is that a service is in a state. An incident is none the less one while Microsoft looks into it.
func levelOf(s partner.HealthState, advisory bool) partner.AlertLevel {
	switch {
	case s == partner.Outage:
		return partner.AlertCritical
	case s == partner.Degraded, !advisory:
		return partner.AlertWarning
	}
	return partner.AlertNotice
}

// plain is what can be typed and stands in a line.
var plain = regexp.MustCompile(`^[0-9A-Za-z_-]{1,64}$`)

var short = base32.StdEncoding.WithPadding(base32.NoPadding)

// idOf is the same for the same thing, whatever it is called. What people know it by is a part of it: the number of an
// incident, of a request.
func idOf(a partner.Alert) string {
	switch {
	case a.Kind == partner.AlertStale:
		return string(a.Kind)
	case (a.Kind == partner.AlertHealth && a.TenantID == "" || a.Kind == partner.AlertRequest) && plain.MatchString(a.Subject):
		return string(a.Kind) + "-" + a.Subject
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{string(a.Kind), string(a.TenantID), a.Subject}, "\x00")))
	return string(a.Kind) + "-" + strings.ToLower(short.EncodeToString(sum[:5]))
}
