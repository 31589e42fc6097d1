package outbox

import (
	"cmp"
	"strings"
	"time"

	"tenantry/backend/partner"
)

// inLine says whether o stands in the line of its ticket.
func inLine(o *partner.Outgoing) bool {
	if !o.Channel.Way().ByItself {
		return false
	}
	switch o.State {
	case partner.Queued, partner.Blocked, partner.Sending, partner.Uncertain:
		return true
	}
	return false
}

// line is what one partner account wrote for one ticket of a customer. Only there does order matter: what is said
// on a ticket is said in turn. A new ticket is a line of its own, and so is each message to the webhook: news of today don't wait
// behind one of yesterday that a person has to decide about.
type line struct {
	partner  string
	customer partner.TenantID
	ticket   string
}

func lineOf(o *partner.Outgoing) line {
	ticket := cmp.Or(strings.ToLower(o.RequestResource), o.RequestID)
	if o.Channel.Way().Request || o.Channel == partner.ByWebhook {
		ticket = o.ID
	}
	return line{o.Partner, o.Tenant, ticket}
}

// heads are the first of every line. The caller holds mu.
func (b *Outbox) heads() map[line]*partner.Outgoing {
	out := map[line]*partner.Outgoing{}
	for _, o := range b.items {
		if !inLine(o) {
			continue
		}
		if first := out[lineOf(o)]; first == nil || o.Place < first.Place {
			out[lineOf(o)] = o
		}
	}
	return out
}

// Behind names the one that holds id up: the head of the line in which id stands; empty when it waits
// behind nothing.
func (b *Outbox) Behind(id string) string {
	b.mu.RLock()
	defer b.mu.RUnlock()
	o := b.items[id]
	if o == nil || !inLine(o) {
		return ""
	}
	if head := b.heads()[lineOf(o)]; head != o {
		return head.ID
	}
	return ""
}

// ahead says that o was last touched by a clock that was ahead of this one: its times mean nothing.
func ahead(o *partner.Outgoing, now time.Time) bool { return o.UpdatedAt.After(now.Add(time.Minute)) }

// next is the one to work on now, the first that was queued; nil when none is due. later are those that
// come due by themselves.
func (b *Outbox) next(now time.Time) (first *partner.Outgoing, later []*partner.Outgoing) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	consider := func(o *partner.Outgoing) {
		switch {
		case o.NextTry.After(now) && !ahead(o, now):
			later = append(later, o)
		case first == nil || o.Place < first.Place:
			first = o
		}
	}
	for _, o := range b.heads() {
		consider(o)
	}
	for _, o := range b.items {
		if !o.Channel.Way().ByItself && (o.State == partner.Blocked || o.State == partner.Sending) {
			consider(o)
		}
	}
	return first, later
}
