package partner

import "time"

// Alert is one life of an alert: from when what it tells of began to hold until it was over. The same thing again after
// that is a new life of it, under the same id.
type Alert struct {
	ID       string     `cbor:"1,keyasint"`
	Kind     AlertKind  `cbor:"2,keyasint"`
	TenantID TenantID   `cbor:"3,keyasint,omitempty"` // empty: it is of no one customer
	Name     string     `cbor:"4,keyasint,omitempty"` // the customer's
	Subject  string     `cbor:"5,keyasint,omitempty"` // id of what it is of: an incident, a request, a subscription
	Title    string     `cbor:"6,keyasint,omitempty"` // of the subject
	Service  string     `cbor:"7,keyasint,omitempty"`
	Advisory bool       `cbor:"8,keyasint,omitempty"` // Microsoft calls the incident an advisory
	Level    AlertLevel `cbor:"9,keyasint"`
	// Heard is how bad it was when the user last heard of it or acted on it. More than that is worse.
	Heard     AlertLevel `cbor:"10,keyasint"`
	Customers int        `cbor:"11,keyasint,omitempty"` // that it affects; of one that is over, Most
	Life      int        `cbor:"12,keyasint"`           // the first is 1
	State     AlertState `cbor:"13,keyasint"`
	Since     time.Time  `cbor:"14,keyasint"`          // when this life was found to begin
	Until     time.Time  `cbor:"15,keyasint,omitzero"` // the end of a snooze
	Reason    string     `cbor:"16,keyasint,omitempty"`
	ClosedAt  time.Time  `cbor:"17,keyasint,omitzero"`
	Why       AlertWhy   `cbor:"18,keyasint"` // it is new
	WhyAt     time.Time  `cbor:"19,keyasint"`
	// AnnouncedAt is when that it is new was announced; zero: not yet.
	AnnouncedAt time.Time `cbor:"20,keyasint,omitzero"`
	At          time.Time `cbor:"21,keyasint,omitzero"` // when what is to come comes
	Next        string    `cbor:"22,keyasint,omitempty"`
	Silenced    string    `cbor:"23,keyasint,omitempty"` // the rule that keeps it silent
	Most        int       `cbor:"24,keyasint,omitempty"` // customers that it affected at a time
}

// AlertKind is what an alert tells of.
type AlertKind string

// The kinds.
const (
	AlertHealth     AlertKind = "health"
	AlertAccess     AlertKind = "access"     // a customer can't be read any more
	AlertDelegation AlertKind = "delegation" // one ends
	AlertRenewal    AlertKind = "renewal"    // a subscription ends
	AlertRequest    AlertKind = "request"    // Microsoft waits for an answer
	AlertGone       AlertKind = "gone"       // a customer is listed no more
	AlertCame       AlertKind = "came"       // a customer is listed anew
	AlertStale      AlertKind = "stale"      // nothing was read for long
)

// AlertKinds lists them.
func AlertKinds() []AlertKind {
	return []AlertKind{AlertHealth, AlertAccess, AlertDelegation, AlertRenewal, AlertRequest, AlertGone, AlertCame, AlertStale}
}

// AlertState is what the user, or the end of it, made of an alert.
type AlertState string

// The states.
const (
	AlertNew          AlertState = "new"
	AlertAcknowledged AlertState = "acknowledged"
	AlertSnoozed      AlertState = "snoozed"
	AlertClosed       AlertState = "closed"
)

// AlertStates lists them.
func AlertStates() []AlertState {
	return []AlertState{AlertNew, AlertAcknowledged, AlertSnoozed, AlertClosed}
}

// AlertWhy is why an alert is new.
type AlertWhy string

// The reasons.
const (
	AlertBegan    AlertWhy = "began"
	AlertWorse    AlertWhy = "worse"
	AlertWoke     AlertWhy = "woke"     // the snooze is over, and it still holds
	AlertReopened AlertWhy = "reopened" // the user took back what was done with it
)

// AlertWhys lists them.
func AlertWhys() []AlertWhy { return []AlertWhy{AlertBegan, AlertWorse, AlertWoke, AlertReopened} }

// AlertLevel is how bad it is. The numbers are kept on disk.
type AlertLevel int

// The levels.
const (
	AlertNotice AlertLevel = iota + 1
	AlertWarning
	AlertCritical
)

var alertLevels = [...]string{"", "notice", "warning", "critical"}

// AlertLevels lists their words, the worst first.
func AlertLevels() []string { return []string{"critical", "warning", "notice"} }

// String is the level's word in the command line's contract.
func (l AlertLevel) String() string { return wordIn(alertLevels[:], int(max(l, 0))) }

// Open says that what it tells of still holds.
func (a Alert) Open() bool { return a.State != AlertClosed }
