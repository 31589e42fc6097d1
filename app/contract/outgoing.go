package contract

import (
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// RequestDraft is a service request as it is written. Which fields a channel needs says Check.
type RequestDraft struct {
	LocalID  string `json:"localId"` // empty: not kept yet
	TenantID string `json:"tenantId"`
	Channel  string `json:"channel" ts:"Channel,empty"` // azure, portal
	partner.Draft
}

// OutgoingItem is something in the outbox, with its story.
type OutgoingItem struct {
	RequestRow
	Draft        RequestDraft   `json:"draft"`
	Note         string         `json:"note"`         // channel note: its text
	RequestID    string         `json:"requestId"`    // channels note and change: the request that it belongs to
	RequestTitle string         `json:"requestTitle"` // channels note and change
	Change       *RequestChange `json:"change"`       // channel change: what the request shall become; else null
	NextTryAt    *string        `json:"nextTryAt"`
	SentAt       *string        `json:"sentAt"`
	Attempts     int            `json:"attempts"`
	Behind       string         `json:"behind"`   // the local id that it waits behind, or empty
	Editable     bool           `json:"editable"` // may be edited, taken back
	History      []OutgoingStep `json:"history"`  // oldest first
}

// RequestChange is what a request shall become; one of the two, the other is empty.
type RequestChange struct {
	Status   string `json:"status"`   // closed
	Severity string `json:"severity"` // minimal, moderate, critical
}

// OutgoingStep is one line of the story.
type OutgoingStep struct {
	At      *string  `json:"at"`
	Event   string   `json:"event" ts:"OutEvent"` // queued, taken-back, started, delivered, handed-off, found, not-found, failed, lost, interrupted, not-settled, held, released, seen
	State   string   `json:"state" ts:"OutState"`
	Problem *Problem `json:"problem"`
}

// OutboxPage is what is outgoing, the newest first.
type OutboxPage struct {
	OnTheirWay int            `json:"onTheirWay"` // not yet at Microsoft
	Drafts     int            `json:"drafts"`     // being written
	NeedsYou   int            `json:"needsYou"`   // those that need a person: blocked, rejected, handed off, to be handed off
	Damaged    []Problem      `json:"damaged"`    // what of the journal could not be read
	Sent       int            `json:"sent"`       // all that arrived; the list holds the newest of them
	Elsewhere  int            `json:"elsewhere"`  // those that were written as another partner account: not shown
	Requests   []OutgoingItem `json:"requests"`   // the contract's name for the rows
}

// Preflight is what is to be known before a request is queued.
type Preflight struct {
	Fields        map[string]string          `json:"fields"`                  // field name to what is wrong with it, in English
	FieldMessages map[string]message.Message `json:"fieldMessages,omitempty"` // the same for translation
	Codes         map[string]string          `json:"codes"`                   // field name to missing, gaps, long, control, word or mail, for programs
	Findings      []Finding                  `json:"findings"`                // what the user should look at
}

// Finding is something that speaks against sending.
type Finding struct {
	Kind     string `json:"kind" ts:"FindingKind"` // delegation-ended, delegation-ends, without-access, incident, duplicate, placeholder
	Blocking bool   `json:"blocking"`              // it can't be queued; else the user decides
	Text     string `json:"text"`                  // English
	Said
	RemedyKey string `json:"remedyKey,omitempty" ts:"Remedy,empty"` // of a blocking one
	ID        string `json:"id"`                                    // of the incident or the request (its number or local id), or the placeholder
	Title     string `json:"title"`
}

// Words is what the finding says, for whoever shows it in a language.
func (f Finding) Words() message.Message { return f.Said.words(f.Text) }

// HandOff is what a person needs to file a request on the customer's support page.
type HandOff struct {
	Item   OutgoingItem `json:"item"`
	URL    string       `json:"url"`
	Opened bool         `json:"opened"` // the page was opened in the browser
	Title  string       `json:"title"`  // with the reference by which it is found again
	Text   string       `json:"text"`   // everything, title first: for the clipboard
}

// QueuedFor is what became of one request for several customers.
type QueuedFor struct {
	Queued []OutgoingItem    `json:"queued"`
	Failed []CustomerFailure `json:"failed"`
}

// CustomerFailure says why something failed at one customer.
type CustomerFailure struct {
	TenantID string  `json:"tenantId"`
	Customer string  `json:"customer"`
	LocalID  string  `json:"localId"` // the draft that was kept; empty: none
	Failure  Failure `json:"failure"` // of kind conflict: it looks like a request that exists; the user decides
}

// OutgoingRowOf is something outgoing as a row of a list.
func OutgoingRowOf(o partner.Outgoing) RequestRow {
	return RequestRow{ID: o.Number, LocalID: o.ID, TenantID: string(o.Tenant), Customer: o.Customer, Title: o.Title(),
		Severity: o.Draft.Severity, State: string(o.State), Channel: string(o.Channel), CreatedAt: Time(o.CreatedAt),
		UpdatedAt: Time(o.UpdatedAt), IncidentID: o.Draft.IncidentID, Problem: ProblemOf(o.Problem), Product: productOf(o.Draft),
		NeedsYou: o.NeedsYou(), Unseen: o.Unseen}
}

// RequestChangeOf is what a change wants; nil for anything else.
func RequestChangeOf(o partner.Outgoing) *RequestChange {
	if o.Channel != partner.ByChange {
		return nil
	}
	return &RequestChange{Status: o.ToStatus, Severity: o.ToSeverity}
}

func productOf(d partner.Draft) string {
	if d.Product == "" {
		return d.ServiceName
	}
	return d.Product
}

// ChannelOf is the channel of a draft; the portal where it names none.
func ChannelOf(d RequestDraft) partner.Channel {
	if d.Channel == "" {
		return partner.ByPortal
	}
	return partner.Channel(d.Channel)
}

// RequestDraftOf is the draft of something outgoing.
func RequestDraftOf(o partner.Outgoing) RequestDraft {
	return RequestDraft{LocalID: o.ID, TenantID: string(o.Tenant), Channel: string(o.Channel), Draft: o.Draft}
}
