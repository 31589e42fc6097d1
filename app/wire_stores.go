package app

import (
	"fmt"
	"os"
	"path/filepath"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/secret"
	"tenantry/backend/store/badgerstore"
)

// Keys of the journal's book.
const (
	settingsKey = "signin" // signInSettings
	tokenKey    = "tokens" // what msauth seals
)

// accessKey is the cache's: access tokens that outlast the process, under the cache's encryption.
const accessKey = "access"

// ownerKey is the cache's: the tenant id of the partner whose customers it holds.
const ownerKey = "owner"

// openStores opens the vault, the journal and the cache, in this order: a wrong key shows at the
// journal, before a cache is set aside for it.
func (a *App) openStores() error {
	if err := os.MkdirAll(a.dir, 0o700); err != nil {
		return fault.Wrap(fault.Denied, err, "program_folder", "folder", a.dir).With(fault.FixPermissions)
	}
	if a.secrets == "" {
		a.secrets = secret.Keychain
	}
	vault, err := secret.Open(a.secrets, filepath.Join(a.dir, "keys"))
	if err != nil {
		return err
	}
	key, err := vault.Key(a.profile)
	if err != nil {
		return err
	}
	journal, err := badgerstore.OpenJournal(filepath.Join(a.dir, "journal"), secret.Derive(key, secret.Journal))
	if err != nil {
		return err
	}
	a.cacheKey = secret.Derive(key, secret.Cache)
	cache, lost, err := badgerstore.OpenCache(a.cacheDir(), a.cacheKey)
	if err != nil {
		_ = journal.Close()
		return err
	}
	a.journal, a.cache = journal, cache
	a.tidy = func() { _, _ = cache.Tidy(), journal.Tidy() }
	a.cacheLost(lost)
	if err := a.openOutbox(); err != nil {
		_ = a.closeStores()
		return err
	}
	return nil
}

func (a *App) cacheDir() string { return filepath.Join(a.dir, "cache") }

func (a *App) cacheLost(r badgerstore.Recovered) {
	if r.SetAside == "" {
		return
	}
	a.notices.add(contract.Notice{Key: "cache-rebuilt", Path: r.SetAside,
		Text: fmt.Sprintf("the cache could not be read (%v); it was set aside and is rebuilt by the next sync", r.Why)})
}

// rebuildCache sets a cache aside that opened but turned out damaged.
func (a *App) rebuildCache(why error) error {
	_ = a.cache.Close()
	cache, lost, err := badgerstore.RebuildCache(a.cacheDir(), a.cacheKey, why)
	if err != nil {
		return err
	}
	a.cache = cache
	a.cacheLost(lost)
	return nil
}

// sealed keeps msauth's tokens in the journal, which is encrypted and synced. Who signed in later wins:
// a sync that still runs for the account before must not overwrite the new one's tokens with its own.
type sealed struct {
	a   *App
	era uint64 // grows with every connection
}

func (s sealed) Load() ([]byte, bool, error) {
	var b []byte
	ok, err := s.a.journal.Book().Get(tokenKey, &b)
	return b, ok, err
}

func (s sealed) Save(b []byte) error {
	return s.unlessLater(func() error { return s.a.journal.Book().Put(tokenKey, b) })
}

func (s sealed) Delete() error {
	return s.unlessLater(func() error { return s.a.journal.Book().Delete(tokenKey) })
}

func (s sealed) unlessLater(write func() error) error {
	s.a.sealing.Lock()
	defer s.a.sealing.Unlock()
	if s.era < s.a.sealedIn {
		return nil
	}
	s.a.sealedIn = s.era
	return write()
}
