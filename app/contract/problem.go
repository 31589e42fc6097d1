package contract

import (
	"time"

	"tenantry/backend/fault"
)

// Problem is a failure as both faces show it.
type Problem struct {
	Kind      string  `json:"kind" ts:"FaultKind"`
	Message   string  `json:"message"`
	Remedy    string  `json:"remedy"`                // English advice
	RemedyKey string  `json:"remedyKey" ts:"Remedy"` // the key of the advice, for translation
	Code      string  `json:"code"`
	RequestID string  `json:"requestId"`
	At        *string `json:"at"`
}

// Failure is what a bound call rejects with (as a JSON string) and what --json prints.
type Failure struct {
	Kind      string            `json:"kind" ts:"FaultKind"`
	Message   string            `json:"message"`
	Remedy    string            `json:"remedy"`
	RemedyKey string            `json:"remedyKey" ts:"Remedy"`
	Code      string            `json:"code"`
	RequestID string            `json:"requestId"`
	Fields    map[string]string `json:"fields,omitempty"` // field name to what is wrong with it
}

// ProblemOf is p as both faces show it; nil is null.
func ProblemOf(p *fault.Problem) *Problem {
	if p == nil {
		return nil
	}
	return &Problem{Kind: string(p.Kind), Message: p.Message, Remedy: p.Remedy.Text(), RemedyKey: string(p.Remedy),
		Code: p.Code, RequestID: p.RequestID, At: Time(p.At)}
}

// ToFailure is err as both faces show it.
func FailureOf(err error) Failure {
	p := fault.ProblemOf(err, time.Time{})
	if p == nil {
		p = &fault.Problem{Kind: fault.Internal, Message: err.Error()}
	}
	f := Failure{Kind: string(p.Kind), Message: p.Message, Remedy: p.Remedy.Text(), RemedyKey: string(p.Remedy),
		Code: p.Code, RequestID: p.RequestID}
	if e, ok := fault.As(err); ok {
		f.Fields = e.Fields
	}
	return f
}
