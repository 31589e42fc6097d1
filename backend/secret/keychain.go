package secret

import (
	"errors"
	"sync"
	"time"

	"github.com/zalando/go-keyring"

	"tenantry/backend/fault"
)

// service is the name under which the keychain's own window shows our entries.
const service = "Tenantry"

// How long a keychain may take: a person may have to type its password, but a session bus that nobody serves never
// answers at all.
const (
	slowAfter = 10 * time.Second
	longest   = 50 * time.Second
)

// keychain keeps each key as base64 text in the operating system's keychain.
type keychain struct {
	mu   sync.Mutex
	slow func()
}

func (k *keychain) Key(name string) (key [32]byte, err error) {
	if err := checkName(name); err != nil {
		return [32]byte{}, err
	}
	var text string
	err = patiently(k.slow, func() (err error) {
		text, err = k.text(name)
		return err
	})
	if err != nil {
		return [32]byte{}, err
	}
	key, ok := decode(text)
	if !ok {
		return [32]byte{}, unreadable("secret_keychain_unreadable")
	}
	return key, nil
}

// text is the entry, which is made if there is none.
func (k *keychain) text(name string) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	text, err := keyring.Get(service, name)
	if errors.Is(err, keyring.ErrNotFound) {
		if err = keyring.Set(service, name, encode(newKey())); err == nil {
			// Read it back: only what the keychain really kept may encrypt anything.
			text, err = keyring.Get(service, name)
		}
	}
	return text, noKeychain(err)
}

func (k *keychain) Forget(name string) error {
	return patiently(k.slow, func() error {
		k.mu.Lock()
		defer k.mu.Unlock()
		err := keyring.Delete(service, name)
		if errors.Is(err, keyring.ErrNotFound) {
			return nil
		}
		return noKeychain(err)
	})
}

// patiently asks the keychain. slow is called when it takes long; one that takes too long is given up.
func patiently(slow func(), ask func() error) error {
	answer := make(chan error, 1)
	go func() { answer <- ask() }()
	soon, late := time.NewTimer(slowAfter), time.NewTimer(longest)
	defer soon.Stop()
	defer late.Stop()
	for {
		select {
		case err := <-answer:
			return err
		case <-soon.C:
			slow()
		case <-late.C:
			return fault.New(fault.Invalid, "secret_keychain_silent", "seconds", int(longest.Seconds())).With(fault.UseFileSecrets)
		}
	}
}

func noKeychain(err error) error {
	if err == nil {
		return nil
	}
	return fault.Wrap(fault.Invalid, err, "secret_keychain").With(fault.UseFileSecrets)
}
