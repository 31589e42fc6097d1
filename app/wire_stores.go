package app

import (
	"fmt"
	"os"
	"path/filepath"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/secret"
	"tenantry/backend/store"
	"tenantry/backend/store/badgerstore"
	"tenantry/backend/syncer"
)

// heldCache is a cache that everybody holds by the same pointer: one that opened but turns out damaged is
// replaced while the program starts, before anybody reads it.
type heldCache struct{ store.Cache }

// openStores opens the vault, the journal and the cache, in this order: a wrong key shows at the
// journal, before a cache is set aside for it.
func (a *App) openStores() error {
	if err := os.MkdirAll(a.dir, 0o700); err != nil {
		return fault.Wrap(fault.Denied, err, "can't use the folder "+a.dir).With(fault.FixPermissions)
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
	a.journal, a.cache = journal, &heldCache{cache}
	a.tidy = func() { _, _ = cache.Tidy(), journal.Tidy() }
	a.cacheLost(lost)
	a.commits = syncer.NewCommits(a.cache, a.published, a.Sync.progressed)
	a.openAccount()
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
	a.cache.Cache = cache
	a.cacheLost(lost)
	return nil
}
