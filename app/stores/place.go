package stores

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/secret"
	"tenantry/backend/store/profilelock"
)

// Place is where a profile lies, and whom its opening may ask.
type Place struct {
	Name    string
	Dir     string
	Secrets string // where the keys are: secret.Keychain, File or Memory
	Usual   bool   // it lies where it does when nobody names a home

	KeychainSlow func()                                     // the keychain takes long to answer; nil: nobody is there
	Windowed     bool                                       // in a window, which says that sooner
	Passphrase   func(why error) (string, error)            // asks for it; nil: nobody is there
	Held         func(dir string) (letGo func(), err error) // the lock is taken; nil: nobody has to know
}

// DefaultSecrets is where the keys are kept when nobody says otherwise.
const DefaultSecrets = secret.Keychain

// CodeInUse is the code of the fault that says that another process holds the profile.
const CodeInUse = profilelock.CodeInUse

// Codes are those of faults that stand for words that are said anyway, and for no service's.
var Codes = []string{CodeInUse, secret.CodePassphrase, secret.CodeWrongPassphrase}

// InUse says whether another process holds the profile.
func InUse(err error) bool {
	f, ok := fault.As(err)
	return ok && f.Code == CodeInUse
}

// NeedsPassphrase is the fault that says so, and WantsPassphrase says of a fault that a passphrase would help.
func NeedsPassphrase() error         { return secret.WantsOne() }
func WantsPassphrase(err error) bool { return secret.WantsPassphrase(err) }

// CheckPassphrase says whether a new passphrase may be used. The fault is of kind Invalid.
func CheckPassphrase(words string) error { return secret.CheckPassphrase(words) }

func (p Place) cache() string   { return filepath.Join(p.Dir, "cache") }
func (p Place) journal() string { return filepath.Join(p.Dir, "journal") }
func (p Place) keys() string    { return filepath.Join(p.Dir, "keys") }

// Folders are those that hold something of the profile.
func (p Place) Folders() []string { return append([]string{p.Dir}, p.Below()...) }

// Below are those in the profile's own.
func (p Place) Below() []string { return []string{p.journal(), p.cache(), p.keys()} }

// vault gives the profile's vault. The caller has the profile's lock.
func (p Place) vault() (*secret.Vault, error) {
	patience := secret.AtTerminal(p.KeychainSlow)
	if p.KeychainSlow != nil && p.Windowed {
		patience = secret.InWindow(p.KeychainSlow)
	}
	return secret.New(secret.Options{Kind: p.Secrets, Profile: p.Name, Dir: p.keys(),
		Fresh: !keepsSomething(p.Dir), Default: p.Usual, Patience: patience})
}

// unlock opens the vault, with a passphrase where it lies under one.
func (p Place) unlock(v *secret.Vault) (secret.Entry, error) {
	e, err := v.Open()
	for secret.WantsPassphrase(err) && p.Passphrase != nil {
		words, refused := p.Passphrase(err)
		if refused != nil {
			return secret.Entry{}, refused
		}
		if err = v.Unlock(words); err == nil {
			e, err = v.Open()
		}
	}
	return e, err
}

// letGoWithin is how long a try waits for the profile: the window that was locked may still be about to end.
const letGoWithin = 5 * time.Second

// Try says whether a process that is started now could open the profile. The profile's lock is taken for that long; the
// keychain is asked for a passphrase's sake only, because it may want its own password.
func (p Place) Try(passphrase string, wants bool) (err error) {
	lock, err := profilelock.Take(p.Dir)
	for deadline := time.Now().Add(letGoWithin); InUse(err) && time.Now().Before(deadline); {
		time.Sleep(50 * time.Millisecond)
		lock, err = profilelock.Take(p.Dir)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	if !wants {
		return nil
	}
	v, err := p.vault()
	if err != nil {
		return err
	}
	return v.Unlock(passphrase)
}

// keepsSomething says whether a database lies in the profile's folder, or what a kill left of one while it was being
// replaced: its key must be there then. What can't be looked at counts as something.
func keepsSomething(dir string) bool {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return !os.IsNotExist(err)
	}
	for _, e := range entries {
		kept := strings.HasPrefix(e.Name(), "journal") || strings.HasPrefix(e.Name(), "cache")
		if !kept || strings.Contains(e.Name(), ".bad-") || strings.Contains(e.Name(), ".damaged-") { // what was set aside is read by nobody
			continue
		}
		inside, err := os.ReadDir(filepath.Join(dir, e.Name()))
		if err != nil || len(inside) > 0 {
			return true
		}
	}
	return false
}
