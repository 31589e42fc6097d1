package partner

import (
	"slices"
	"time"
)

// HealthState is a customer's or a service's health. Unknown is not Healthy.
type HealthState int

// The states. Their numbers are kept on disk.
const (
	Unknown HealthState = iota
	Healthy
	Advisory
	Degraded
	Outage
)

var healthNames = [...]string{"unknown", "healthy", "advisory", "degraded", "outage"}

// HealthStates lists the states, the worst first.
func HealthStates() []HealthState { return []HealthState{Outage, Degraded, Advisory, Unknown, Healthy} }

// String is the state's name in the command line's contract.
func (s HealthState) String() string {
	if s < Unknown || s > Outage {
		return healthNames[Unknown]
	}
	return healthNames[s]
}

// ParseHealthState reads a name as String writes it.
func ParseHealthState(s string) (HealthState, bool) {
	i := slices.Index(healthNames[:], s)
	return HealthState(max(i, 0)), i >= 0
}

// Trouble says that a service does not do as it should: an advisory is the least of it. Unknown is no
// trouble, and no health either.
func (s HealthState) Trouble() bool { return s > Healthy }

// Health is a customer's health report.
type Health struct {
	Services []Service `cbor:"1,keyasint"`
}

// PartHealth names it.
const PartHealth Part = "health"

// HealthPart is read by every sync.
var HealthPart = &PartOf[Health]{name: PartHealth, number: 2, settle: (*Health).settle,
	at: func(c *Customer) *Observed[Health] { return &c.Health },
	absorb: func(c *Customer, t telling[Health]) {
		if t.Known() && c.Health.Known() {
			t.Value.remember(c.Health, t.AsOf)
		}
		c.Health.Update(t.Observed)
	}}

// Service is one Microsoft service as it does for this customer.
type Service struct {
	ID     string      `cbor:"1,keyasint"`
	Name   string      `cbor:"2,keyasint"`
	Status string      `cbor:"3,keyasint"` // serviceHealthStatus in camelCase, e.g. "serviceDegradation"
	State  HealthState `cbor:"4,keyasint"`
	Issues []Issue     `cbor:"5,keyasint,omitempty"`
}

// Issue is an incident or an advisory. The same id at several customers is the same issue.
type Issue struct {
	ID             string    `cbor:"1,keyasint"`
	Title          string    `cbor:"2,keyasint"`
	Service        string    `cbor:"3,keyasint"`
	Feature        string    `cbor:"4,keyasint,omitempty"`
	Classification string    `cbor:"5,keyasint"` // "incident" or "advisory"
	Status         string    `cbor:"6,keyasint"` // serviceHealthStatus in camelCase
	Impact         string    `cbor:"7,keyasint,omitempty"`
	StartsAt       time.Time `cbor:"8,keyasint"`
	EndsAt         time.Time `cbor:"9,keyasint"` // zero: not over
	UpdatedAt      time.Time `cbor:"10,keyasint"`
	Resolved       bool      `cbor:"11,keyasint,omitempty"`
	Posts          []Post    `cbor:"12,keyasint,omitempty"` // newest first
	LastTold       time.Time `cbor:"13,keyasint"`           // zero: Microsoft tells of it; else when it last did
	MissedAt       time.Time `cbor:"14,keyasint"`           // when it was first found that it does so no more
}

// IssueHead is an issue as the customer list and the incidents view need it.
type IssueHead struct {
	ID             string      `cbor:"1,keyasint"`
	Title          string      `cbor:"2,keyasint"`
	Service        string      `cbor:"3,keyasint"`
	Classification string      `cbor:"4,keyasint"`
	Status         string      `cbor:"5,keyasint"`
	StartsAt       time.Time   `cbor:"6,keyasint"`
	UpdatedAt      time.Time   `cbor:"7,keyasint"`
	State          HealthState `cbor:"8,keyasint"`
	Resolved       bool        `cbor:"9,keyasint,omitempty"`
	OverSince      time.Time   `cbor:"10,keyasint"` // zero: it is open; see [Issue.OverSince]
}

// Open says whether it is trouble still.
func (i IssueHead) Open() bool { return !i.Resolved && i.OverSince.IsZero() }

// StateOfStatus maps a serviceHealthStatus (camelCase) to a state. A word nobody knows is Unknown:
// enums are open (api/facts.md 0.6).
func StateOfStatus(status string) HealthState {
	switch status {
	case "serviceOperational", "serviceRestored", "falsePositive", "postIncidentReviewPublished",
		"resolved", "resolvedExternal", "mitigated", "mitigatedExternal":
		return Healthy
	case "serviceInterruption":
		return Outage
	case "serviceDegradation", "restoringService", "extendedRecovery":
		return Degraded
	case "investigating", "verifyingService", "investigationSuspended", "confirmed", "reported":
		return Advisory
	}
	return Unknown
}

// settle puts the posts in order and holds every service to its issues: the overview may lag behind them.
func (h *Health) settle() {
	h.newestFirst()
	for n := range h.Services {
		s := &h.Services[n]
		for _, i := range s.Issues {
			if i.Head().Open() {
				s.State = max(s.State, i.State())
			}
		}
	}
}

// State is the worst state of any service; with no service it is Unknown, and a service of unknown
// state keeps the whole from being Healthy.
func (h Health) State() HealthState {
	if len(h.Services) == 0 {
		return Unknown
	}
	worst, unknown := Healthy, false
	for _, s := range h.Services {
		unknown = unknown || s.State == Unknown
		worst = max(worst, s.State)
	}
	if worst == Healthy && unknown {
		return Unknown
	}
	return worst
}
