package partner

import "time"

// ServiceRequest is a support ticket with Microsoft as Partner Center tells it.
type ServiceRequest struct {
	ID         string    `cbor:"1,keyasint"`
	Title      string    `cbor:"2,keyasint"`
	Severity   string    `cbor:"3,keyasint"` // "unknown", "critical", "moderate", "minimal"
	Status     string    `cbor:"4,keyasint"` // "none", "open", "closed", "attention_needed"
	Product    string    `cbor:"5,keyasint,omitempty"`
	Contact    string    `cbor:"6,keyasint,omitempty"`
	CreatedAt  time.Time `cbor:"7,keyasint"`
	ModifiedAt time.Time `cbor:"8,keyasint"`
	ClosedAt   time.Time `cbor:"9,keyasint"`
	Notes      []Note    `cbor:"10,keyasint,omitempty"`
}

// Note is a message on a service request.
type Note struct {
	By   string    `cbor:"1,keyasint"`
	At   time.Time `cbor:"2,keyasint"`
	Text string    `cbor:"3,keyasint"`
}

// Open says whether somebody still has to act on the request.
func (r ServiceRequest) Open() bool { return r.Status == "open" || r.Status == "attention_needed" }
