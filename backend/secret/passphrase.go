package secret

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"tenantry/backend/fault"
	"tenantry/backend/seal"
)

// wrapped is an entry under a passphrase, as text. What the key was derived with is kept beside it, so that later
// programs can choose more.
type wrapped struct {
	Format int `json:"format"`
	Argon2 struct {
		Time    uint32 `json:"time"`
		Memory  uint32 `json:"memory"` // KiB
		Threads uint8  `json:"threads"`
		Salt    []byte `json:"salt"`
	} `json:"argon2id"`
	Box []byte `json:"box"`
}

// What argon2id costs: with 64 MiB three times over a guess takes a tenth of a second on a desk's machine (RFC 9106, 4:
// the second choice, for where 2 GiB are too much).
const (
	argonTime    = 3
	argonMemory  = 64 << 10 // KiB
	argonThreads = 4
	argonMost    = 1 << 20 // KiB that an entry may ask for
)

// lock is the key of a passphrase, and how it is derived.
type lock struct {
	wrapped
	key [32]byte
}

// newLock derives the key of a passphrase with a new salt.
func newLock(passphrase string) *lock {
	l := &lock{wrapped: wrapped{Format: format}}
	l.Argon2.Time, l.Argon2.Memory, l.Argon2.Threads = argonTime, argonMemory, argonThreads
	l.Argon2.Salt = make([]byte, 16)
	rand.Read(l.Argon2.Salt)
	l.derive(passphrase)
	return l
}

// derive takes a passphrase as it is written, however a keyboard composes its letters.
func (l *lock) derive(passphrase string) {
	p := l.Argon2
	l.key = [32]byte(argon2.IDKey(norm.NFC.Bytes([]byte(passphrase)), p.Salt, p.Time, p.Memory, p.Threads, 32))
}

// box is the entry's place under the lock.
func (l *lock) box() seal.Box { return seal.New(l.key, "vault entry") }

// wrap puts an entry under the lock.
func (l *lock) wrap(e Entry) string {
	w := l.wrapped
	w.Box = l.box().Seal([]byte(e.text()), nil)
	b, err := json.Marshal(w)
	if err != nil {
		panic("an entry as JSON: " + err.Error()) // it has no type that could fail
	}
	return string(b)
}

// lockOf reads how an entry is locked; false: it is not.
func lockOf(text string) (*lock, bool) {
	l := &lock{}
	p := &l.Argon2
	if json.Unmarshal([]byte(text), &l.wrapped) != nil || l.Format != format || len(l.Box) == 0 || len(p.Salt) < 8 ||
		p.Time < 1 || p.Time > 100 || p.Memory < 8 || p.Memory > argonMost || p.Threads < 1 {
		return nil, false
	}
	return l, true
}

// The codes of the faults that want a passphrase.
const (
	CodePassphrase      = "passphrase-needed"
	CodeWrongPassphrase = "passphrase-wrong"
)

// WantsPassphrase says of an error of the vault that a passphrase would help: none was given, or a wrong one.
func WantsPassphrase(err error) bool {
	f, ok := fault.As(err)
	return ok && (f.Code == CodePassphrase || f.Code == CodeWrongPassphrase)
}

// WantsOne is the fault that a passphrase is needed, of kind Denied with CodePassphrase.
func WantsOne() error {
	return fault.New(fault.Denied, "secret_passphrase_needed").With(fault.GivePassphrase).WithCode(CodePassphrase, "")
}

var errWrong = errors.New("the passphrase does not open the entry")

func wrongPassphrase() error {
	return fault.Wrap(fault.Denied, errWrong, "secret_passphrase_wrong").With(fault.GivePassphrase).WithCode(CodeWrongPassphrase, "")
}

// minPassphrase is how many letters a passphrase has at least: who has a copy of the disk can guess as long as he likes.
const minPassphrase = 10

// CheckPassphrase says whether a new passphrase may be used. The fault is of kind Invalid.
func CheckPassphrase(passphrase string) error {
	if utf8.RuneCountInString(passphrase) < minPassphrase {
		return fault.New(fault.Invalid, "secret_passphrase_short", "least", minPassphrase)
	}
	return nil
}

// Unlock gives the vault the passphrase under which its entry lies; it keeps the key, and not the words. Where there is
// no passphrase it does nothing. A wrong one is a fault of kind Denied with CodeWrongPassphrase.
func (v *Vault) Unlock(passphrase string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	text, found, err := v.kept.read()
	if err != nil || !found {
		return err
	}
	l, locked := lockOf(text)
	if !locked {
		return nil
	}
	l.derive(passphrase)
	if _, err := l.box().Open(l.Box, nil); err != nil {
		return wrongPassphrase()
	}
	v.lock = l
	return nil
}

// SetPassphrase puts the entry under a passphrase, or under none if it is empty. The vault must be open.
func (v *Vault) SetPassphrase(passphrase string) error {
	var l *lock
	if passphrase != "" {
		if err := CheckPassphrase(passphrase); err != nil {
			return err
		}
		l = newLock(passphrase)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	e, found, err := v.open()
	if err == nil && !found {
		err = v.kept.missing()
	}
	if err != nil {
		return err
	}
	before := v.lock
	v.lock = l
	if _, err := v.keep(e); err != nil {
		v.lock = before
		return err
	}
	return nil
}

// HasPassphrase says whether the entry lies under one.
func (v *Vault) HasPassphrase() (bool, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	text, _, err := v.kept.read()
	_, locked := lockOf(text)
	return locked, err
}
