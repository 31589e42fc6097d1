package secret

import (
	"errors"
	"sync"

	"github.com/zalando/go-keyring"

	"tenantry/backend/fault"
)

// service is the name under which the keychain's own window shows our entries.
const service = "Tenantry"

// keychain keeps each key as base64 text in the operating system's keychain.
type keychain struct{ mu sync.Mutex }

func (k *keychain) Key(name string) ([32]byte, error) {
	if err := checkName(name); err != nil {
		return [32]byte{}, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	text, err := keyring.Get(service, name)
	if errors.Is(err, keyring.ErrNotFound) {
		if err = keyring.Set(service, name, encode(newKey())); err == nil {
			// Read it back: only what the keychain really kept may encrypt anything.
			text, err = keyring.Get(service, name)
		}
	}
	if err != nil {
		return [32]byte{}, noKeychain(err)
	}
	key, ok := decode(text)
	if !ok {
		return [32]byte{}, unreadable("secret_keychain_unreadable")
	}
	return key, nil
}

func (k *keychain) Forget(name string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := keyring.Delete(service, name); err != nil && !errors.Is(err, keyring.ErrNotFound) {
		return noKeychain(err)
	}
	return nil
}

func noKeychain(err error) error {
	return fault.Wrap(fault.Invalid, err, "secret_keychain").With(fault.UseFileSecrets)
}
