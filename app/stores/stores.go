package stores

import (
	"errors"
	"log/slog"
	"os"
	"sync/atomic"

	"tenantry/backend/fault"
	"tenantry/backend/secret"
	"tenantry/backend/store"
	"tenantry/backend/store/badgerstore"
	"tenantry/backend/store/journalstore"
	"tenantry/backend/store/logstore"
	"tenantry/backend/store/profilelock"
)

// Stores are a profile's databases: the journal, which is the user's own, and the cache, which is not.
type Stores struct {
	Vault   *secret.Vault
	Journal store.Journal
	Log     *logstore.Journal // the journal on disk; nil: it lies in memory
	Cache   store.Cache
	Lost    Recovered // the cache that had to be set aside, if any
	Gone    bool      // there was a cache, and no file of it is there any more

	lock   *profilelock.Lock
	letGo  func() // tells other processes, right before the profile is free
	keys   atomic.Pointer[secret.Entry]
	rekey  func([32]byte) error // writes the journal anew under another key
	cache  *heldCache
	dir    string // the profile's; empty: nothing lies on a disk
	sealed bool   // a cache without seals is none of ours
}

// Recovered is what became of a cache that had to be set aside.
type Recovered = badgerstore.Recovered

// heldCache is a cache that everybody holds by the same pointer: it is opened, and one that turns out damaged is replaced,
// while the program starts, before anybody reads it.
type heldCache struct {
	store.Cache
	wipe func() error
}

// Values implements store.Cache: who asked for them before the cache was there has those of the one that is there now.
func (c *heldCache) Values() store.Settings { return heldValues{c} }

type heldValues struct{ cache *heldCache }

func (v heldValues) Get(key string, into any) (bool, error) {
	return v.cache.Cache.Values().Get(key, into)
}
func (v heldValues) Put(key string, value any) error { return v.cache.Cache.Values().Put(key, value) }
func (v heldValues) Delete(key string) error         { return v.cache.Cache.Values().Delete(key) }

// Wipe implements store.Cache, for good: with the keys under which it lay.
func (c *heldCache) Wipe() error { return c.wipe() }

// Open opens all of a profile: [Begin], and then [Stores.OpenCache].
func Open(p Place) (*Stores, error) {
	s, err := Begin(p)
	if err != nil {
		return nil, err
	}
	if err := s.OpenCache(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Begin takes the profile's lock and opens the vault and the journal. A profile that another process holds is a
// fault of kind Conflict with [profilelock.CodeInUse], a missing passphrase one of which [secret.WantsPassphrase] holds.
// The cache, which takes longer, can be handed on already; it must not be used before OpenCache is done.
func Begin(p Place) (_ *Stores, err error) {
	if err := os.MkdirAll(p.Dir, 0o700); err != nil {
		return nil, fault.Folder(err, "program_folder", "folder", p.Dir)
	}
	s := &Stores{dir: p.Dir}
	if s.lock, err = profilelock.Take(p.Dir); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	if p.Held != nil {
		if s.letGo, err = p.Held(p.Dir); err != nil {
			return nil, err
		}
	}
	if s.Vault, err = p.vault(); err != nil {
		return nil, err
	}
	keys, err := p.unlock(s.Vault)
	if err != nil {
		return nil, err
	}
	if keys.Wiping { // a kill cut it short
		if err := badgerstore.Remove(p.cache()); err != nil {
			return nil, err
		}
	}
	journal, err := openJournal(p, s.Vault, keys)
	if err != nil {
		return nil, err
	}
	s.over(journal, keys)
	s.hold(nil)
	return s, nil
}

// OpenCache opens the cache of a profile that was begun.
func (s *Stores) OpenCache() error {
	if s.cache.Cache != nil { // it lies over one
		return nil
	}
	keys, dir := *s.keys.Load(), Place{Dir: s.dir}.cache()
	s.Gone = keys.Sealed && !keys.Wiping && badgerstore.Gone(dir)
	cache, lost, err := badgerstore.OpenCache(dir, s.cacheKey(), keys.Sealed)
	if err != nil {
		return err
	}
	s.cache.Cache, s.Lost, s.sealed = cache, lost, keys.Sealed
	_ = s.settle(keys) // or at the next start: until then the journal lies under either key
	if s.Log.OnDisk() {
		_ = s.Vault.MarkSealed() // or at the next start: until then the journal is believed unsealed, and is not missed
	}
	return nil
}

// Over makes stores of what is open already, without a disk and its lock: for tests, and worlds that are simulated. A
// journal that can be written anew under another key, and a cache that can be made anew under one, are.
func Over(vault *secret.Vault, journal store.Journal, cache store.Cache) (*Stores, error) {
	keys, err := vault.Open()
	if err != nil {
		return nil, err
	}
	s := &Stores{Vault: vault}
	s.over(journal, keys)
	s.hold(cache)
	_ = s.settle(keys) // or at the next start
	return s, nil
}

func (s *Stores) over(journal store.Journal, keys secret.Entry) {
	s.keys.Store(&keys)
	s.Journal, s.rekey = journal, func([32]byte) error { return nil }
	s.Log, _ = journal.(*logstore.Journal)
	if j, ok := journal.(interface{ Rekey(key [32]byte) error }); ok {
		s.rekey = j.Rekey
	}
}

func (s *Stores) hold(cache store.Cache) {
	s.cache = &heldCache{cache, s.wipe}
	s.Cache = s.cache
}

// openJournal opens the journal. What is not sealed in a profile that was is none of ours.
func openJournal(p Place, vault *secret.Vault, keys secret.Entry) (*logstore.Journal, error) {
	o := journalstore.Options{Options: logstore.Options{Dir: p.journal(), Keys: keys.For(secret.Log), Expected: keys.Sealed},
		Before: keys.For(secret.Journal)[0], SealedOnly: keys.Sealed}
	if c := vault.Counter(); c != nil {
		o.Counter = c
	}
	return journalstore.Open(o)
}

// RebuildCache sets a cache aside that opened but turned out damaged, why says how, and rescues into a new one what can
// be read.
func (s *Stores) RebuildCache(why error) (Recovered, error) {
	_ = s.cache.Close()
	cache, lost, err := badgerstore.RebuildCache(Place{Dir: s.dir}.cache(), s.cacheKey(), s.sealed, why)
	if err == nil {
		s.cache.Cache = cache
	}
	return lost, err
}

// Tidy gives disk space back.
func (s *Stores) Tidy() {
	if t, ok := s.cache.Cache.(interface{ Tidy() error }); ok {
		_ = t.Tidy() // it is tried again in half an hour
	}
}

// Rest gives memory back that the cache took while much was read and written.
func (s *Stores) Rest() {
	if r, ok := s.cache.Cache.(interface{ Rest() error }); ok {
		_ = r.Rest() // what it can't open anew for writing it does at the next write, or says so there
	}
}

// Housekeeping removes what was set aside long ago.
func (s *Stores) Housekeeping(log *slog.Logger) {
	if s.dir == "" {
		return
	}
	for _, path := range badgerstore.ForgetOld(Place{Dir: s.dir}.cache()) {
		log.Info("a cache that was set aside is gone", "path", path)
	}
}

// Close closes both databases, and lets the next process in.
func (s *Stores) Close() (err error) {
	if s.cache != nil && s.cache.Cache != nil {
		err = s.cache.Close()
	}
	if s.Journal != nil {
		err = errors.Join(err, s.Journal.Close())
	}
	if s.letGo != nil {
		s.letGo()
	}
	if s.lock != nil {
		err = errors.Join(err, s.lock.Release())
	}
	return err
}
