package secret

import (
	"time"

	"tenantry/backend/fault"
)

// Patience is how a keychain is waited for that takes long. A session bus that nobody serves never answers at all; where
// somebody is there, that may be because the keychain waits for its password. The zero value is [Unattended].
type Patience struct {
	slow  func()        // says that it takes long
	after time.Duration // and when
	end   time.Duration // when it is given up
}

const (
	unattended = 10 * time.Second
	attended   = time.Minute
	soon       = time.Second // a window that is not there yet looks like a program that did not start
)

// Unattended is the patience where nobody is there.
func Unattended() Patience { return Patience{end: unattended} }

// AtTerminal is the patience with a person at the terminal: slow tells them when nobody else would wait any longer. nil:
// nobody is there.
func AtTerminal(slow func()) Patience {
	if slow == nil {
		return Unattended()
	}
	return Patience{slow: slow, after: unattended, end: attended}
}

// InWindow is the patience of a window: slow says at once what is waited for, and once it was given up a press asks again.
func InWindow(slow func()) Patience { return Patience{slow: slow, after: soon, end: unattended} }

// patiently asks the keychain, and gives up one that takes too long.
func patiently[T any](p Patience, ask func() (T, error)) (T, error) {
	type answer struct {
		is  T
		err error
	}
	said := make(chan answer, 1)
	go func() {
		is, err := ask()
		said <- answer{is, err}
	}()
	if p.end == 0 {
		p = Unattended()
	}
	if p.slow != nil {
		defer time.AfterFunc(p.after, p.slow).Stop()
	}
	late := time.NewTimer(p.end)
	defer late.Stop()
	select {
	case a := <-said:
		return a.is, a.err
	case <-late.C:
		var none T
		return none, fault.New(fault.Invalid, "secret_keychain_silent", "seconds", int(p.end.Seconds())).With(fault.UseFileSecrets)
	}
}
