package fault

import (
	"context"
	"errors"
	"net"
	"time"
)

// Problem is a failure as it is kept and shown: no stack, no secret, no body.
type Problem struct {
	Kind      Kind      `cbor:"1,keyasint"`
	Message   string    `cbor:"2,keyasint"` // one line, English, no full stop
	Remedy    Remedy    `cbor:"3,keyasint"`
	Code      string    `cbor:"4,keyasint,omitempty"` // AADSTS number, Graph or Partner Center code
	RequestID string    `cbor:"5,keyasint,omitempty"` // what Microsoft support asks for
	At        time.Time `cbor:"6,keyasint"`
}

// Error is a classified failure. Make one with [New] or [Wrap].
type Error struct {
	Kind      Kind
	Message   string
	Remedy    Remedy
	Code      string
	RequestID string
	RetryAt   time.Time         // zero: no time was named
	Claims    string            // a claims challenge that the next sign-in must carry
	Fields    map[string]string // for Invalid: field name to what is wrong with it
	// Unsure says, of a write, that it may have been done all the same: the answer was lost, or the
	// service failed while it acted. Whoever repeats it must read first.
	Unsure bool
	Err    error
}

// New makes a failure of kind with the kind's usual remedy.
func New(kind Kind, message string) *Error {
	return &Error{Kind: kind, Message: message, Remedy: defaultRemedy(kind)}
}

// Wrap classifies err. A nil err gives a nil *Error, so test err first.
func Wrap(kind Kind, err error, message string) *Error {
	e := New(kind, message)
	e.Err = err
	return e
}

// With sets the remedy and returns e.
func (e *Error) With(r Remedy) *Error { e.Remedy = r; return e }

// WithCode sets the service's own code and the request id and returns e.
func (e *Error) WithCode(code, requestID string) *Error {
	e.Code, e.RequestID = code, requestID
	return e
}

// Error is the message, the code in brackets, and the cause.
func (e *Error) Error() string {
	s := e.Message
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

// KindOf classifies any error: nil gives "", what the network layer says is Offline, what nobody
// classified is Internal. A cancelled context is no failure and gives "".
func KindOf(err error) Kind {
	if err == nil {
		return ""
	}
	if e, ok := As(err); ok {
		return e.Kind
	}
	if errors.Is(err, context.Canceled) {
		return ""
	}
	var n net.Error
	if errors.Is(err, context.DeadlineExceeded) || errors.As(err, &n) {
		return Offline
	}
	return Internal
}

// ProblemOf turns err into what is kept and shown; nil gives nil.
func ProblemOf(err error, at time.Time) *Problem {
	if err == nil {
		return nil
	}
	if e, ok := As(err); ok {
		return &Problem{Kind: e.Kind, Message: e.Message, Remedy: e.Remedy, Code: e.Code, RequestID: e.RequestID, At: at}
	}
	kind := KindOf(err)
	if kind == "" {
		return nil
	}
	return &Problem{Kind: kind, Message: err.Error(), Remedy: defaultRemedy(kind), At: at}
}
