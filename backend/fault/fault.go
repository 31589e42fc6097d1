package fault

import (
	"context"
	"errors"
	"time"

	"tenantry/backend/message"
)

// Problem is a failure as it is kept and shown: no stack, no secret, no body.
type Problem struct {
	Kind      Kind      `cbor:"1,keyasint"`
	Message   string    `cbor:"2,keyasint"` // one line, English, no full stop: for logs, JSON and older programs
	Remedy    Remedy    `cbor:"3,keyasint"`
	Code      string    `cbor:"4,keyasint,omitempty"` // AADSTS number, Graph or Partner Center code
	RequestID string    `cbor:"5,keyasint,omitempty"` // what Microsoft support asks for
	At        time.Time `cbor:"6,keyasint"`
	// Said is Message in no language yet; an older program kept none.
	Said message.Message `cbor:"7,keyasint,omitzero"`
	// Tenant is the customer's at whom it failed; empty: at home, or nowhere.
	Tenant string `cbor:"8,keyasint,omitempty"`
	// Claims is the challenge, as JSON, that the next sign-in at that tenant must carry; usually there is none.
	Claims string `cbor:"9,keyasint,omitempty"`
	// AtHome says that a list of the partner's own side failed, which tells nothing of the customer.
	AtHome bool `cbor:"10,keyasint,omitempty"`
}

// Words is what the problem says, for whoever shows it in a language.
func (p *Problem) Words() message.Message {
	if p.Said.Known() {
		return p.Said
	}
	return message.Verbatim(p.Message)
}

// Advice is what helps, as the command line says it.
func (p *Problem) Advice() message.Message { return p.Remedy.CommandLine(p.Tenant) }

// Fault is the failure that p was, for who hands it on.
func (p *Problem) Fault() *Error {
	e := Say(p.Kind, p.Words()).With(p.Remedy).WithCode(p.Code, p.RequestID)
	e.Tenant, e.Claims = p.Tenant, p.Claims
	return e
}

// EndsSignIn says that the account's own sign-in is over, so that nothing else will be answered. What one
// customer wants to be proven is that customer's alone.
func (p *Problem) EndsSignIn() bool { return p != nil && p.Kind == SignIn && p.Tenant == "" }

// Unasked says that who was to be asked never was: there was no network, the account's own sign-in is over, or
// it was the partner's own side that failed. It tells nothing of them.
func (p *Problem) Unasked() bool {
	return p != nil && (p.Kind == Offline || p.AtHome || p.EndsSignIn())
}

// OfOwnSide is p, which may be nil, as what keeps a customer's part from being known.
func (p *Problem) OfOwnSide() *Problem {
	if p == nil {
		return nil
	}
	own := *p
	own.AtHome = true
	return &own
}

// Fields says what is wrong with each field of what was entered, by the field's name.
type Fields map[string]message.Message

// Error is a classified failure. Make one with [New] or [Wrap].
type Error struct {
	Kind      Kind
	Message   message.Message
	Remedy    Remedy
	Code      string
	RequestID string
	RetryAt   time.Time // zero: no time was named
	Tenant    string    // the customer's at whom it failed; empty: at home, or nowhere
	Claims    string    // a claims challenge, as JSON, that the next sign-in at that tenant must carry
	Fields    Fields    // for Invalid
	// Unsure says, of a write, that it may have been done all the same: the answer was lost, or the
	// service failed while it acted. Whoever repeats it must read first.
	Unsure bool
	// Partial says, of a read, that what came with the failure is good, only not all there is.
	Partial bool
	Err     error
}

// New makes a failure of kind with the kind's usual remedy. The key and the names and values after it are
// those of [message.Of].
func New(kind Kind, key string, pairs ...any) *Error { return Say(kind, message.Of(key, pairs...)) }

// Wrap is New with a cause. The cause is for logs; what a person shall read belongs into the message. A
// nil err is no failure, so test it first.
func Wrap(kind Kind, err error, key string, pairs ...any) *Error {
	e := New(kind, key, pairs...)
	e.Err = err
	return e
}

// Say is New for a message that is there already.
func Say(kind Kind, m message.Message) *Error {
	return &Error{Kind: kind, Message: m, Remedy: defaultRemedy(kind)}
}

// With sets the remedy and returns e.
func (e *Error) With(r Remedy) *Error { e.Remedy = r; return e }

// Renamed has the failure name a file as somebody typed it, instead of where that is.
func (e *Error) Renamed(path, typed string) {
	e.Message = e.Message.Renamed(path, typed)
	for field, m := range e.Fields {
		e.Fields[field] = m.Renamed(path, typed)
	}
}

// WithCode sets the service's own code and the request id and returns e.
func (e *Error) WithCode(code, requestID string) *Error {
	e.Code, e.RequestID = code, requestID
	return e
}

// AtCustomer says in whose tenant it failed (empty: the partner's own, or none) and returns e. Where a
// customer wants to see a better sign-in, signing in again at home is no help.
func (e *Error) AtCustomer(tenant string) *Error {
	e.Tenant = tenant
	if tenant != "" && e.Remedy == SignInAgain {
		e.Remedy = StepUp
	}
	return e
}

// Advice is what helps, as the command line says it.
func (e *Error) Advice() message.Message { return e.Remedy.CommandLine(e.Tenant) }

// Error is the message in English, the code in brackets, and the cause.
func (e *Error) Error() string {
	s := e.Message.String()
	if e.Code != "" {
		s += " (" + e.Code + ")"
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// As finds the classified failure in err's chain.
func As(err error) (*Error, bool) {
	var e *Error
	ok := errors.As(err, &e)
	return e, ok
}

// KindOf classifies any error: nil gives "", what nobody classified is what [System] says, else Internal. A cancelled
// context is no failure and gives "". Only a limit of ours that ran out stands for a network that did not answer: every
// such limit is about a call to Microsoft. What the network itself says was classified where it was heard; an error
// that merely has a Timeout method, as every one of the operating system does, says nothing of it.
func KindOf(err error) Kind {
	if e := classified(err); e != nil {
		return e.Kind
	}
	return ""
}

// classified is the failure that err amounts to; nil when it is none.
func classified(err error) *Error {
	if err == nil {
		return nil
	}
	if e, ok := As(err); ok {
		return e
	}
	if errors.Is(err, context.Canceled) {
		return nil
	}
	if e, ok := System(err); ok {
		return e
	}
	kind := Internal
	if errors.Is(err, context.DeadlineExceeded) {
		kind = Offline
	}
	e := Say(kind, message.Verbatim(err.Error()))
	e.Err = err
	return e
}

// EndsSignIn says of any error what [Problem.EndsSignIn] says of a problem.
func EndsSignIn(err error) bool { return ProblemOf(err, time.Time{}).EndsSignIn() }

// ProblemOf turns err into what is kept and shown; nil gives nil.
func ProblemOf(err error, at time.Time) *Problem {
	e := classified(err)
	if e == nil {
		return nil
	}
	return &Problem{Kind: e.Kind, Message: e.Message.String(), Remedy: e.Remedy, Code: e.Code, RequestID: e.RequestID, At: at,
		Said: known(e.Message), Tenant: e.Tenant, Claims: e.Claims}
}

// known is m, or nothing where its English text says the same: a text that is in no catalogue.
func known(m message.Message) message.Message {
	if m.Known() {
		return m
	}
	return message.Message{}
}

// IsPartial says that what came with err is good, only not all there is.
func IsPartial(err error) bool {
	e, ok := As(err)
	return ok && e.Partial
}

// Words is what err says to a person: its message, or the text of an error that nobody classified.
func Words(err error) message.Message {
	if e := classified(err); e != nil {
		return e.Message
	}
	return message.Verbatim(err.Error())
}
