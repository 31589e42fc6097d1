package partner

import (
	"encoding/json"
	"regexp"
	"time"
)

// requestNumber is what the numbers of service requests look like, 10 or 15 digits today, "or other
// pattern" (api/facts.md 2.7); and a little more. It can't lead out of a path.
var requestNumber = regexp.MustCompile(`^[0-9A-Za-z_-]{4,64}$`)

// IsRequestNumber says whether s can be a service request's number.
func IsRequestNumber(s string) bool { return requestNumber.MatchString(s) }

// ServiceRequest is a support ticket with Microsoft as Partner Center or Azure Support tells it.
type ServiceRequest struct {
	ID         string    `cbor:"1,keyasint"` // the number that people quote
	Title      string    `cbor:"2,keyasint"`
	Severity   string    `cbor:"3,keyasint"` // "unknown", "critical", "moderate", "minimal"
	Status     string    `cbor:"4,keyasint"` // "none", "open", "closed", "attention_needed"
	Product    string    `cbor:"5,keyasint,omitempty"`
	Contact    string    `cbor:"6,keyasint,omitempty"`
	CreatedAt  time.Time `cbor:"7,keyasint"`
	ModifiedAt time.Time `cbor:"8,keyasint"`
	ClosedAt   time.Time `cbor:"9,keyasint"`
	Notes      []Note    `cbor:"10,keyasint,omitempty"`
	// NotesAt is when the notes and the description were read; zero: not yet. Lists don't carry them.
	NotesAt     time.Time `cbor:"11,keyasint"`
	Description string    `cbor:"12,keyasint,omitempty"`
	// Resource is the ticket's path in Azure Resource Manager, "/subscriptions/…/supportTickets/…"; empty
	// for a request that Partner Center lists.
	Resource string `cbor:"13,keyasint,omitempty"`
	// NamedBy says which of Partner Center's lists named it last: neither promises to show all that the other does.
	NamedBy RequestLists `cbor:"14,keyasint,omitempty"`
	// NotesIncomplete says that some of the notes could not be read at NotesAt: what they say is not known.
	NotesIncomplete bool `cbor:"15,keyasint,omitempty"`
}

// RequestLists is a set of Partner Center's lists of service requests.
type RequestLists uint8

// The lists.
const (
	ListOfAll      RequestLists = 1 << iota // of all customers (api/facts.md 2.6)
	ListOfCustomer                          // of the customer alone (api/facts.md 2.5)
)

// Note is a message on a service request.
type Note struct {
	By   string    `cbor:"1,keyasint"`
	At   time.Time `cbor:"2,keyasint"`
	Text string    `cbor:"3,keyasint"`
}

// AttentionNeeded is the status of a request that waits for the partner's answer.
const AttentionNeeded = "attention_needed"

// RequestStatuses are the words that Microsoft uses for a request's status, as far as they are known.
func RequestStatuses() []string { return []string{"none", "open", AttentionNeeded, "closed"} }

// Open says whether somebody still has to act on the request.
func (r ServiceRequest) Open() bool { return r.Status == "open" || r.Status == AttentionNeeded }

// Head is the request as lists over all customers need it.
func (r ServiceRequest) Head() RequestHead {
	return RequestHead{ID: r.ID, Title: r.Title, Severity: r.Severity, Status: r.Status, Product: r.Product,
		CreatedAt: r.CreatedAt, ModifiedAt: r.ModifiedAt, Azure: r.Resource != ""}
}

// RequestHead is the small part of a service request. The summary holds them, so that the desk of all
// customers' requests reads no other value. It is its own JSON shape.
type RequestHead struct {
	ID         string    `cbor:"1,keyasint" json:"id"`
	Title      string    `cbor:"2,keyasint" json:"title"`
	Severity   string    `cbor:"3,keyasint,omitempty" json:"severity"`
	Status     string    `cbor:"4,keyasint" json:"status" ts:"RequestStatus"`
	Product    string    `cbor:"5,keyasint,omitempty" json:"product"`
	CreatedAt  time.Time `cbor:"6,keyasint" json:"createdAt" ts_type:"string | null"`
	ModifiedAt time.Time `cbor:"7,keyasint" json:"updatedAt" ts_type:"string | null"`
	Azure      bool      `cbor:"8,keyasint,omitempty" json:"azure"`
}

// MarshalJSON writes unknown times as null, as the contract wants it.
func (h RequestHead) MarshalJSON() ([]byte, error) {
	type plain RequestHead
	return json.Marshal(struct {
		plain
		CreatedAt *string `json:"createdAt"`
		UpdatedAt *string `json:"updatedAt"`
	}{plain(h), JSONTime(h.CreatedAt), JSONTime(h.ModifiedAt)})
}

// Open says whether somebody still has to act on the request.
func (h RequestHead) Open() bool { return h.Status == "open" || h.Status == AttentionNeeded }

// Closed is the status of a request on which nobody acts any more.
const Closed = "closed"

// MayClose says whether the request can be closed from here: both services take it (api/facts.md 2.8, 5b).
func (r ServiceRequest) MayClose() bool { return r.Open() }

// Regrades are the severities that the request can get from here: Azure Support takes another one for an open
// ticket (api/facts.md 5b), of Partner Center nothing documents it.
func (r ServiceRequest) Regrades() []string {
	if r.Resource == "" || !r.Open() {
		return nil
	}
	var out []string
	for _, s := range Severities() {
		if s != r.Severity {
			out = append(out, s)
		}
	}
	return out
}
