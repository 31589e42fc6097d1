package secret

import (
	"time"

	"tenantry/backend/fault"
)

// How long a keychain may take: a person may have to type its password, but a session bus that nobody serves never
// answers at all.
const (
	slowAfter = 10 * time.Second
	patience  = 50 * time.Second
)

// patiently asks the keychain. slow is called when it takes long; one that takes too long is given up.
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
	soon, late := time.NewTimer(slowAfter), time.NewTimer(patience)
	defer soon.Stop()
	defer late.Stop()
	for {
		select {
		case a := <-said:
			return a.is, a.err
		case <-soon.C:
			slow()
		case <-late.C:
			var none T
			return none, fault.New(fault.Invalid, "secret_keychain_silent", "seconds", int(patience.Seconds())).With(fault.UseFileSecrets)
		}
	}
}
