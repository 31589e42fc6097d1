package partner

import (
	"cmp"
	"slices"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// Outgoing is something that the user wrote and that has to reach Microsoft: a service request, a note on one,
// or a change of one. It lives in the journal, from the first autosaved word to the number that Microsoft
// gave it. Only [Outgoing.Next] changes its State.
type Outgoing struct {
	ID      string   `cbor:"1,keyasint"` // local id and reference: "TNT-7F3K2M"
	Tenant  TenantID `cbor:"2,keyasint"`
	Partner string   `cbor:"3,keyasint"` // the partner tenant as whom it was written; empty: unknown
	Channel Channel  `cbor:"4,keyasint"`
	State   OutState `cbor:"5,keyasint"`

	Draft Draft `cbor:"6,keyasint"` // channels azure and portal
	// The next four: channels note and change. Note is the text; RequestTitle is for people only.
	RequestID       string `cbor:"7,keyasint,omitempty"`
	RequestTitle    string `cbor:"8,keyasint,omitempty"`
	RequestResource string `cbor:"9,keyasint,omitempty"` // of an Azure ticket
	Note            string `cbor:"10,keyasint,omitempty"`

	CreatedAt time.Time `cbor:"11,keyasint"`
	UpdatedAt time.Time `cbor:"12,keyasint"` // when its content or state last changed
	Place     int64     `cbor:"13,keyasint"` // its place in its ticket's line; set when it is queued, grows

	// Of the sending.
	Key      string         `cbor:"14,keyasint,omitempty"` // a GUID: the ticket's or message's name at Azure, MS-RequestId at Partner Center
	Baseline int            `cbor:"15,keyasint,omitempty"` // how many equal notes were there before the first send
	Attempts int            `cbor:"16,keyasint,omitempty"` // sends begun since it was queued
	Reads    int            `cbor:"17,keyasint,omitempty"` // readings that failed since the last send: to settle it, or before a send
	NextTry  time.Time      `cbor:"18,keyasint"`           // not before; zero: at once
	Problem  *fault.Problem `cbor:"19,keyasint,omitempty"` // why it is not there yet

	// Of what became of it.
	Number   string    `cbor:"20,keyasint,omitempty"` // the number that Microsoft gave it
	Resource string    `cbor:"21,keyasint,omitempty"` // of an Azure ticket
	SentAt   time.Time `cbor:"22,keyasint"`
	History  []OutStep `cbor:"23,keyasint,omitempty"` // oldest first; the newest maxHistory

	Customer string `cbor:"24,keyasint,omitempty"` // its name when this was written, for when it left the list

	// A person gave the number, and no list of Microsoft's has shown it yet.
	Unseen bool `cbor:"25,keyasint,omitempty"`
	// Channel change: what the request shall become, one of the two.
	ToStatus   string `cbor:"26,keyasint,omitempty"`
	ToSeverity string `cbor:"27,keyasint,omitempty"`
}

// OutState says where something outgoing is on its way. The words are the command line's contract.
type OutState string

// The states.
const (
	Drafted   OutState = "draft"      // being written, or taken back
	Queued    OutState = "queued"     // goes out by itself; over the portal: as soon as a person files it
	Sending   OutState = "sending"    // on disk before the call
	Sent      OutState = "sent"       // Microsoft has it
	HandedOff OutState = "handed-off" // a person has the text; no number is known yet
	Blocked   OutState = "blocked"    // waits for what Problem.Kind names
	Rejected  OutState = "rejected"   // Microsoft does not take it as it is
	Uncertain OutState = "uncertain"  // the answer was lost; settled by reading, never sent again blindly
)

// stateWords are what the states are called in the middle of a sentence.
var stateWords = map[OutState]string{Drafted: "outgoing_draft", Queued: "outgoing_queued", Sending: "outgoing_sending", Sent: "outgoing_sent",
	HandedOff: "outgoing_handed_off", Blocked: "outgoing_blocked", Rejected: "outgoing_rejected", Uncertain: "outgoing_uncertain"}

// Words is what the state is called in the middle of a sentence.
func (s OutState) Words() message.Message { return message.Of(cmp.Or(stateWords[s], string(s))) }

// OutStates lists them in the order of a request's life.
func OutStates() []OutState {
	return []OutState{Drafted, Queued, Sending, Uncertain, Blocked, Rejected, HandedOff, Sent}
}

// OutStep is one line of the history of something outgoing.
type OutStep struct {
	At      time.Time      `cbor:"1,keyasint"`
	Event   OutEvent       `cbor:"2,keyasint"`
	State   OutState       `cbor:"3,keyasint"` // the state that followed
	Problem *fault.Problem `cbor:"4,keyasint,omitempty"`
}

// Title is what lists show.
func (o Outgoing) Title() string {
	if !o.Channel.Way().Request {
		return o.RequestTitle
	}
	return o.Draft.Title
}

// OnTheirWay says whether it is not yet at Microsoft and no draft either: it counts in the outbox's badge.
func (o Outgoing) OnTheirWay() bool {
	switch o.State {
	case Queued, Sending, Uncertain, Blocked, Rejected, HandedOff:
		return true
	}
	return false
}

// NeedsYou says that it needs the user: a correction, a number, a page to be filled in, something to be
// mended elsewhere.
func (o Outgoing) NeedsYou() bool {
	switch o.State {
	case Rejected, HandedOff:
		return true
	case Queued:
		return !o.Channel.Way().ByItself
	case Blocked:
		return o.Problem == nil || o.Problem.Kind != fault.Offline
	case Uncertain:
		return o.Problem != nil && o.Problem.Kind.NeedsPerson() && o.Reads > 0
	}
	return false
}

// listedWithin is how long what was sent counts as open although no list of Microsoft's shows it.
const listedWithin = 30 * 24 * time.Hour

// Unlisted says that it was sent lately and does not stand in Microsoft's list yet.
func (o Outgoing) Unlisted(heads []RequestHead, now time.Time) bool {
	return o.State == Sent && now.Sub(o.SentAt) < listedWithin &&
		!slices.ContainsFunc(heads, func(h RequestHead) bool { return h.ID == o.Number })
}

// Editable says whether its content may change or it may be taken back.
func (o Outgoing) Editable() bool {
	switch o.State {
	case Drafted, Queued, Blocked, Rejected:
		return true
	}
	return false
}

// Reference is its id in brackets by which a request that a person filed is found again.
func (o Outgoing) Reference() string { return "[" + o.ID + "]" }

// TitleWithReference is what it says, as the portal's form gets it; the title gives way so that
// both fit into MaxTitle.
func (o Outgoing) TitleWithReference() string {
	title, reference := []rune(o.Draft.Title), " "+o.Reference()
	if room := MaxTitle - len(reference); len(title) > room {
		title = title[:room]
	}
	return string(title) + reference
}

// Made says whether r is what the change wants it to be.
func (o Outgoing) Made(r ServiceRequest) bool {
	return (o.ToStatus == "" || o.ToStatus == r.Status) && (o.ToSeverity == "" || o.ToSeverity == r.Severity)
}
