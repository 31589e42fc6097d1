package contract

import (
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// Said is what a failure says, for translation: a sentence of the catalogue (backend/message) and what it
// is about. An empty key: the English text beside it is all there is.
type Said struct {
	MessageKey string                       `json:"messageKey,omitempty"`
	Params     map[string]string            `json:"params,omitempty"`
	Parts      map[string][]message.Message `json:"parts,omitempty"` // parameters that are sentences themselves
}

// Problem is a failure as both faces show it.
type Problem struct {
	Kind    string `json:"kind" ts:"FaultKind"`
	Message string `json:"message"` // English
	Said
	Remedy    string  `json:"remedy"`                // English advice
	RemedyKey string  `json:"remedyKey" ts:"Remedy"` // the key of the advice, for translation
	Tenant    string  `json:"tenant,omitempty"`      // the customer's at whom it failed; empty: at home, or nowhere
	Code      string  `json:"code"`
	RequestID string  `json:"requestId"`
	At        *string `json:"at"`
}

// Failure is what a bound call rejects with (as a JSON string) and what --json prints.
type Failure struct {
	Kind    string `json:"kind" ts:"FaultKind"`
	Message string `json:"message"` // English
	Said
	Remedy    string            `json:"remedy"`
	RemedyKey string            `json:"remedyKey" ts:"Remedy"`
	Tenant    string            `json:"tenant,omitempty"`
	Code      string            `json:"code"`
	RequestID string            `json:"requestId"`
	Fields    map[string]string `json:"fields,omitempty"` // field name to what is wrong with it, in English
	// FieldMessages is Fields for translation.
	FieldMessages map[string]message.Message `json:"fieldMessages,omitempty"`
}

// Words is what the problem says, for whoever shows it in a language.
func (p Problem) Words() message.Message { return p.Said.words(p.Message) }

// Advice is what helps with the problem, as the command line says it.
func (p Problem) Advice() message.Message { return fault.Remedy(p.RemedyKey).CommandLine(p.Tenant) }

// Advice is what helps with the failure, as the command line says it.
func (f Failure) Advice() message.Message { return fault.Remedy(f.RemedyKey).CommandLine(f.Tenant) }

// Words is what the failure says, for whoever shows it in a language.
func (f Failure) Words() message.Message { return f.Said.words(f.Message) }

// Tells says that the failure says all that the problem says; no failure says nothing.
func (f *Failure) Tells(p Problem) bool {
	return f != nil && f.Message == p.Message && f.Remedy == p.Remedy
}

func (s Said) words(english string) message.Message {
	if s.MessageKey == "" {
		return message.Verbatim(english)
	}
	return message.Message{Key: s.MessageKey, Params: s.Params, Parts: s.Parts}
}

func saidOf(m message.Message) Said {
	if !m.Known() {
		return Said{}
	}
	return Said{MessageKey: m.Key, Params: m.Params, Parts: m.Parts}
}

// ProblemOf is p as both faces show it; nil is null.
func ProblemOf(p *fault.Problem) *Problem {
	if p == nil {
		return nil
	}
	return &Problem{Kind: string(p.Kind), Message: p.Message, Said: saidOf(p.Words()), Remedy: p.Advice().String(), RemedyKey: string(p.Remedy),
		Tenant: p.Tenant, Code: p.Code, RequestID: p.RequestID, At: Time(p.At)}
}

// ProblemOfError is err, which is not nil, as both faces show what keeps something from working.
func ProblemOfError(err error) *Problem { return ProblemOf(problemOf(err)) }

// problemOf classifies err, which is not nil; of one that is no failure it keeps the text.
func problemOf(err error) *fault.Problem {
	if p := fault.ProblemOf(err, time.Time{}); p != nil {
		return p
	}
	return &fault.Problem{Kind: fault.Internal, Message: err.Error()}
}

// FailureOf is err as both faces show it.
func FailureOf(err error) Failure {
	p := problemOf(err)
	f := Failure{Kind: string(p.Kind), Message: p.Message, Said: saidOf(p.Words()), Remedy: p.Advice().String(), RemedyKey: string(p.Remedy),
		Tenant: p.Tenant, Code: p.Code, RequestID: p.RequestID}
	if e, ok := fault.As(err); ok && len(e.Fields) > 0 {
		f.Fields, f.FieldMessages = FieldTexts(e.Fields), e.Fields
	}
	return f
}

// FieldTexts is what is wrong with each field, in English.
func FieldTexts(fields fault.Fields) map[string]string {
	out := make(map[string]string, len(fields))
	for name, m := range fields {
		out[name] = m.String()
	}
	return out
}
