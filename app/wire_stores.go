package app

import (
	"errors"
	"os"
	"path/filepath"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/secret"
	"tenantry/backend/store"
	"tenantry/backend/store/badgerstore"
)

// stores are a profile's databases: the journal, which is the user's own, and the cache, which is not.
type stores struct {
	journal store.Journal
	cache   *heldCache
	lost    badgerstore.Recovered // the cache that had to be set aside, if any
	dir     string                // the cache's
	key     [32]byte              // the cache's
}

// defaultSecrets is where the key is kept when nobody says otherwise.
const defaultSecrets = secret.Keychain

// heldCache is a cache that everybody holds by the same pointer: one that opened but turns out damaged is
// replaced while the program starts, before anybody reads it.
type heldCache struct{ store.Cache }

// openStores opens the vault, the journal and the cache, in this order: a wrong key shows at the
// journal, before a cache is set aside for it.
func openStores(p profile) (*stores, error) {
	if err := os.MkdirAll(p.dir, 0o700); err != nil {
		return nil, folder(err, p.dir)
	}
	vault, err := secret.Open(p.secrets, filepath.Join(p.dir, "keys"), p.keychainSlow)
	if err != nil {
		return nil, err
	}
	key, err := vault.Key(p.name)
	if err != nil {
		return nil, err
	}
	journal, err := badgerstore.OpenJournal(filepath.Join(p.dir, "journal"), secret.Derive(key, secret.Journal))
	if err != nil {
		return nil, err
	}
	s := &stores{journal: journal, dir: filepath.Join(p.dir, "cache"), key: secret.Derive(key, secret.Cache)}
	cache, lost, err := badgerstore.OpenCache(s.dir, s.key, false)
	if err != nil {
		_ = journal.Close()
		return nil, err
	}
	s.cache, s.lost = &heldCache{cache}, lost
	return s, nil
}

// folder is the profile's folder that can't be used.
func folder(err error, dir string) error {
	f := fault.File(err, "program_folder", "folder", dir)
	if f.Kind == fault.Invalid { // a place that is no folder
		f.Remedy = fault.FixPermissions
	}
	return f
}

// rebuildCache sets a cache aside that opened but turned out damaged.
func (s *stores) rebuildCache(why error) (badgerstore.Recovered, error) {
	_ = s.cache.Close()
	cache, lost, err := badgerstore.RebuildCache(s.dir, s.key, why)
	if err == nil {
		s.cache.Cache = cache
	}
	return lost, err
}

// tidy gives disk space back.
func (s *stores) tidy() {
	for _, db := range []any{s.cache.Cache, s.journal} {
		if t, ok := db.(interface{ Tidy() error }); ok {
			_ = t.Tidy() // it is tried again in half an hour
		}
	}
}

// close closes both databases.
func (s *stores) close() error { return errors.Join(s.cache.Close(), s.journal.Close()) }

// cacheLost tells the user that a cache was set aside. What lies beneath the reason is for the log.
func (b *noticeboard) cacheLost(r badgerstore.Recovered) {
	if r.SetAside == "" {
		return
	}
	b.log.Warn("the cache was set aside", "path", r.SetAside, "error", r.Why)
	b.add(contract.NoticeOf("cache-rebuilt", message.Of("program_cache_rebuilt", "why", fault.Words(r.Why)), r.SetAside))
}
