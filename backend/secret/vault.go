package secret

import (
	"errors"
	"path/filepath"
	"sync"

	"tenantry/backend/fault"
	"tenantry/backend/profilename"
)

// Vault keeps the entry of one profile. It may be used by several goroutines. Of processes only one may have it
// open: the profile's lock is taken first.
//
// Keys are changed in three steps, so that a kill between any two loses nothing: [Vault.Renew] puts a new key in
// front, whoever keeps something under the old one rewrites it, [Vault.Settle] forgets the old one.
type Vault struct {
	mu    sync.Mutex
	kept  shelf
	fresh bool
	lock  *lock // of the passphrase; nil: none was given, or there is none
}

// shelf is where an entry's text lies.
type shelf interface {
	// read gives the text; false when there is none.
	read() (text string, found bool, err error)
	// write replaces the text, whole or not at all. It is safely kept when write returns.
	write(text string) error
	// remove removes it. Removing twice is no error.
	remove() error
	// clear removes what else may hold a key of before.
	clear() error
	// unreadable is the fault that the text is no entry, missing that there is none.
	unreadable(why error) *fault.Error
	missing() *fault.Error
}

// The kinds of vault.
const (
	Keychain = "keychain"
	File     = "file"
	Memory   = "memory"
)

// Options say whose vault it is.
type Options struct {
	Kind    string // Keychain, File or Memory
	Profile string
	// Dir is the folder in the profile's for what belongs to the vault: the file with the entry, or what tells the profile's
	// entry in the keychain from those of others of the same name. It is made when something is kept.
	Dir string
	// Fresh says that nothing lies under the profile's keys, so that new ones may be made. Else there must be some.
	Fresh bool
	// Default says that the profile lies in the default home: what bears nothing but the profile's name is its own.
	Default  bool
	Patience Patience // with a keychain that takes long to answer
}

// folder is the profile's.
func (o Options) folder() string { return filepath.Dir(o.Dir) }

// New gives the vault of a profile and touches nothing. An unknown kind, or a name that is none, is a fault of kind
// Invalid.
func New(o Options) (*Vault, error) {
	if err := profilename.Check(o.Profile); err != nil {
		return nil, err
	}
	switch o.Kind {
	case Keychain:
		return &Vault{kept: newKeychain(o), fresh: o.Fresh}, nil
	case File:
		return &Vault{kept: newFile(o), fresh: o.Fresh}, nil
	case Memory:
		return &Vault{kept: &memory{o: o}, fresh: o.Fresh}, nil
	}
	return nil, fault.New(fault.Invalid, "secret_kind", "kind", o.Kind)
}

// Open gives the entry, and makes one for a fresh profile. It is returned only once it is safely kept. An entry that is
// gone though something lies under its keys, or that can't be read, is a fault of kind Corrupt and is never replaced. One
// under a passphrase that was not given yet is Denied with CodePassphrase.
func (v *Vault) Open() (Entry, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	e, found, err := v.open()
	switch {
	case err != nil || found:
		return e, err
	case !v.fresh:
		return e, v.kept.missing()
	}
	return v.keep(newEntry())
}

func (v *Vault) open() (e Entry, found bool, err error) {
	text, found, err := v.kept.read()
	if err != nil || !found {
		return e, false, err
	}
	if l, locked := lockOf(text); locked {
		if v.lock == nil {
			return e, true, WantsOne()
		}
		plain, err := v.lock.box().Open(l.Box, nil)
		if err != nil {
			return e, true, wrongPassphrase() // another process set another one
		}
		text = string(plain)
	}
	e, err = read(text)
	switch {
	case errors.Is(err, errNewer):
		err = fault.Wrap(fault.Corrupt, err, "secret_newer").With(fault.UpdateProgram)
	case err != nil:
		err = v.kept.unreadable(err)
	}
	return e, true, err
}

// keep writes the entry and reads it back: only what is really kept may encrypt anything.
func (v *Vault) keep(e Entry) (Entry, error) {
	text := e.text()
	if v.lock != nil {
		text = v.lock.wrap(e)
	}
	if err := v.kept.write(text); err != nil {
		return Entry{}, err
	}
	back, found, err := v.open()
	if err == nil && (!found || back.text() != e.text()) {
		err = v.kept.unreadable(errNoEntry)
	}
	return back, err
}

// change replaces the entry by what f makes of it.
func (v *Vault) change(f func(*Entry)) (Entry, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	before, found, err := v.open()
	if err == nil && !found {
		err = v.kept.missing()
	}
	if err != nil {
		return Entry{}, err
	}
	after := before
	if f(&after); after.text() == before.text() {
		return before, nil
	}
	return v.keep(after)
}

// Renew begins a change of keys: a new one is put in front of the old. While a change is under way it gives that one's
// keys: a change that a kill cut short is taken up, there are never three. The cache keeps its key.
func (v *Vault) Renew() (Entry, error) { return v.change((*Entry).renew) }

// Wipe is as Renew, and takes the cache's key away: what was kept under it can't be read any more, by nobody.
func (v *Vault) Wipe() (Entry, error) {
	return v.change(func(e *Entry) {
		e.renew()
		if !e.Wiping {
			e.cache, e.Wiping = newKey(), true
		}
	})
}

// Settle ends a change of keys: all but the newest is forgotten. Without a change it does nothing.
func (v *Vault) Settle() (Entry, error) {
	e, err := v.Open()
	if err != nil || !e.Changing() {
		return e, err
	}
	if err := v.kept.clear(); err != nil { // first: a kill in between leaves the change to be settled again
		return e, err
	}
	return v.change(func(e *Entry) { e.keys, e.Wiping = e.keys[:1], false })
}

// MarkSealed notes that the stores are sealed from now on. Twice is no error.
func (v *Vault) MarkSealed() error {
	_, err := v.change(func(e *Entry) { e.Sealed = true })
	return err
}

// Forget removes the entry: what was encrypted under its keys is lost. Forgetting twice is no error.
func (v *Vault) Forget() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.kept.remove()
}

// Counter is a number that grows and can't be set back by who can write the profile's folder.
type Counter struct{ vault *Vault }

// Counter gives the profile's counter; nil where it would lie beside what it guards, in a file, or outlast nothing.
func (v *Vault) Counter() *Counter {
	if _, ok := v.kept.(*keychain); ok {
		return &Counter{v}
	}
	return nil
}

// Load gives the number that was stored last; zero: none was.
func (c *Counter) Load() (uint64, error) {
	e, err := c.vault.Open()
	return e.Count, err
}

// Store keeps n.
func (c *Counter) Store(n uint64) error {
	_, err := c.vault.change(func(e *Entry) { e.Count = n })
	return err
}
