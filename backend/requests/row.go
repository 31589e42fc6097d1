package requests

import (
	"slices"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Row is one service request. Head is what Microsoft's list says of it, with an empty ID while no list
// shows it; Outgoing is what was written here, or nil. One of the two is there.
type Row struct {
	Tenant   partner.TenantID
	Customer string // its name
	Head     partner.RequestHead
	Outgoing *partner.Outgoing
}

// Join adds what was written here to the listed rows: to the row of its number, or as a row of its own.
// Notes are no requests. name gives a customer's name as it is now.
func Join(listed []Row, written []partner.Outgoing, name func(partner.Outgoing) string) []Row {
	type key struct {
		tenant partner.TenantID
		number string
	}
	at := map[key]int{}
	if len(written) > 0 {
		for i, r := range listed {
			at[key{r.Tenant, r.Head.ID}] = i
		}
	}
	for _, o := range written {
		if !o.Channel.Way().Request {
			continue
		}
		if i, ok := at[key{o.Tenant, o.Number}]; ok && o.Number != "" {
			listed[i].Outgoing = &o
			continue
		}
		listed = append(listed, Row{Tenant: o.Tenant, Customer: name(o), Outgoing: &o})
	}
	return listed
}

// Listed says that Microsoft has it, by its own list: that is the fresher state.
func (r *Row) Listed() bool { return r.Head.ID != "" }

// OnTheirWay says that it was written here and Microsoft does not have it yet.
func (r *Row) OnTheirWay() bool {
	return !r.Listed() && (r.Outgoing.OnTheirWay() || r.Outgoing.State == partner.Drafted)
}

// Waiting says that Microsoft waits for our answer.
func (r *Row) Waiting() bool { return r.Listed() && r.Head.Status == partner.AttentionNeeded }

// NeedsYou says that somebody here has to act: answer Microsoft, correct what was written, enter a number.
func (r *Row) NeedsYou() bool {
	if r.Listed() {
		return r.Waiting()
	}
	return r.Outgoing.NeedsYou()
}

// Open says that somebody at Microsoft or here still has to act. What was sent counts as open for a
// while although no list shows it.
func (r *Row) Open(now time.Time) bool {
	if r.Listed() {
		return r.Head.Open()
	}
	return r.Outgoing.Unlisted(nil, now)
}

// Created, Updated, Title and Severity are those of Microsoft's list where it shows the request.
func (r *Row) Created() time.Time {
	if r.Listed() {
		return r.Head.CreatedAt
	}
	return r.Outgoing.CreatedAt
}

// Updated is when it last changed.
func (r *Row) Updated() time.Time {
	if r.Listed() {
		return r.Head.ModifiedAt
	}
	return r.Outgoing.UpdatedAt
}

// Title is its title.
func (r *Row) Title() string {
	if r.Listed() {
		return r.Head.Title
	}
	return r.Outgoing.Title()
}

// Severity is one of partner.Severities, or a word of Microsoft's.
func (r *Row) Severity() string {
	if r.Listed() {
		return r.Head.Severity
	}
	return r.Outgoing.Draft.Severity
}

// Fields are the texts in which a search looks.
func (r *Row) Fields() []string {
	out := []string{r.Head.Title, r.Head.ID, r.Head.Product, r.Customer}
	if o := r.Outgoing; o != nil {
		out = append(out, o.Title(), o.Number, o.ID, o.Draft.Product, o.Draft.ServiceName, o.Draft.IncidentID)
	}
	return out
}

// State is a part of the desk.
type State string

// The parts. All is every request.
const (
	All        State = ""
	Open       State = "open"
	Waiting    State = "waiting"
	NeedsYou   State = "needsYou" // those among them that wait, too
	OnTheirWay State = "onTheirWay"
	Closed     State = "closed"
)

// States lists the parts but All.
func States() []State { return []State{Open, Waiting, NeedsYou, OnTheirWay, Closed} }

// ParseState finds a part by its word; none is All.
func ParseState(word string) (State, error) {
	if s := State(word); s == All || slices.Contains(States(), s) {
		return s, nil
	}
	return All, fault.New(fault.Invalid, "outgoing_state", "state", word).With(fault.CorrectInput)
}

// In says whether the row belongs to the part; one may belong to several.
func (r *Row) In(s State, now time.Time) bool {
	switch s {
	case Open:
		return r.Open(now)
	case Waiting:
		return r.Waiting()
	case NeedsYou:
		return r.NeedsYou()
	case OnTheirWay:
		return r.OnTheirWay()
	case Closed:
		return !r.Open(now) && !r.OnTheirWay()
	}
	return s == All
}

// Order says how the desk is sorted.
type Order string

// The orders. ByUrgency puts what waits for us first, then what is on its way, then what is open.
const (
	ByUrgency  Order = ""
	ByUpdated  Order = "updated"
	ByCreated  Order = "created"
	ByTitle    Order = "title"
	ByCustomer Order = "customer"
	BySeverity Order = "severity"
	ByState    Order = "state"
)

// Orders lists them but the usual one.
func Orders() []Order {
	return []Order{ByUpdated, ByCreated, BySeverity, ByState, ByCustomer, ByTitle}
}

// ParseOrder finds an order by its word; none is ByUrgency.
func ParseOrder(word string) (Order, error) {
	if o := Order(word); o == ByUrgency || slices.Contains(Orders(), o) {
		return o, nil
	}
	return ByUrgency, fault.New(fault.Invalid, "outgoing_sort", "sort", word).With(fault.CorrectInput)
}
