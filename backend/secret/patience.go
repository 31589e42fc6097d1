package secret

import (
	"time"

	"tenantry/backend/fault"
)

// How long a keychain may take. A session bus that nobody serves never answers at all; where somebody is there, that
// may be because the keychain waits for its password.
const (
	unattended = 10 * time.Second
	attended   = time.Minute
)

// patiently asks the keychain, and gives up one that takes too long. slow says it to whoever is there, when nobody
// who is not would wait any longer; nil: nobody is there.
func patiently[T any](slow func(), ask func() (T, error)) (T, error) {
	type answer struct {
		is  T
		err error
	}
	said := make(chan answer, 1)
	go func() {
		is, err := ask()
		said <- answer{is, err}
	}()
	longest := unattended
	if slow != nil {
		defer time.AfterFunc(unattended, slow).Stop()
		longest = attended
	}
	late := time.NewTimer(longest)
	defer late.Stop()
	select {
	case a := <-said:
		return a.is, a.err
	case <-late.C:
		var none T
		return none, fault.New(fault.Invalid, "secret_keychain_silent", "seconds", int(longest.Seconds())).With(fault.UseFileSecrets)
	}
}
