package app

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/folder"
	"tenantry/backend/message"
	"tenantry/backend/seal"
	"tenantry/backend/secret"
	"tenantry/backend/store"
	"tenantry/backend/store/badgerstore"
	"tenantry/backend/store/journalstore"
	"tenantry/backend/store/logstore"
	"tenantry/backend/store/profilelock"
)

// stores are a profile's databases: the journal, which is the user's own, and the cache, which is not.
type stores struct {
	lock    *profilelock.Lock
	vault   *secret.Vault
	keys    atomic.Pointer[secret.Entry]
	journal store.Journal
	log     *logstore.Journal    // the journal on disk
	rekey   func([32]byte) error // writes it anew under another key
	cache   *heldCache
	lost    badgerstore.Recovered // the cache that had to be set aside, if any
	gone    bool                  // there was a cache, and no file of it is there any more
	letGo   func()                // tells other processes, right before the profile is free
	dir     string                // the cache's
	key     [32]byte              // the cache's
	sealed  bool                  // a cache without seals is none of ours
}

// defaultSecrets is where the keys are kept when nobody says otherwise.
const defaultSecrets = secret.Keychain

// heldCache is a cache that everybody holds by the same pointer: one that opened but turns out damaged is
// replaced while the program starts, before anybody reads it.
type heldCache struct {
	store.Cache
	wipe func() error
}

// Wipe implements store.Cache, for good.
func (c *heldCache) Wipe() error { return c.wipe() }

// openStores takes the profile's lock and opens the vault, the journal and the cache, in this order: a wrong key shows
// at the journal, before a cache is set aside for it.
func openStores(p profile) (_ *stores, err error) {
	if err := os.MkdirAll(p.dir, 0o700); err != nil {
		return nil, folderFault(err, p.dir)
	}
	s := &stores{dir: filepath.Join(p.dir, "cache")}
	if s.lock, err = profilelock.Take(p.dir); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.close())
		}
	}()
	if s.letGo, err = p.held(p.dir); err != nil {
		return nil, err
	}
	if s.vault, err = openVault(p); err != nil {
		return nil, err
	}
	keys, err := unlock(s.vault, p.passphrase)
	if err != nil {
		return nil, err
	}
	s.keys.Store(&keys)
	if keys.Wiping { // a kill cut it short
		if err := badgerstore.Remove(s.dir); err != nil {
			return nil, err
		}
	}
	if s.log, err = openJournal(p, s.vault, keys); err != nil {
		return nil, err
	}
	s.journal, s.rekey, s.key, s.sealed = s.log, s.log.Rekey, keys.For(secret.Cache)[0], keys.Sealed
	s.gone = keys.Sealed && !keys.Wiping && badgerstore.Gone(s.dir)
	cache, lost, err := badgerstore.OpenCache(s.dir, s.key, s.sealed)
	if err != nil {
		return nil, err
	}
	s.cache, s.lost = &heldCache{cache, s.wipe}, lost
	// What fails here is done at the next start: until then the journal lies under either key, or is believed unsealed.
	_ = s.settle(keys)
	if s.log.OnDisk() {
		_ = s.vault.MarkSealed()
	}
	return s, nil
}

// wipe removes every customer and every token that is not the sign-in's own, and takes the keys away under which they
// lay: no copy of the profile's folder opens with what the vault has then. A kill at any moment leaves a profile that
// opens, and the wipe is ended then.
func (s *stores) wipe() error {
	if err := s.ended(); err != nil {
		return err
	}
	keys, err := s.vault.Wipe()
	if err != nil {
		return err
	}
	s.keys.Store(&keys)
	s.key = keys.For(secret.Cache)[0]
	if c, ok := s.cache.Cache.(*badgerstore.Cache); ok {
		err = c.Anew(s.key)
	}
	if err != nil {
		return err
	}
	return s.settle(keys)
}

// renew takes the key away under which the journal lay: what was deleted from it, a refresh token say, can't be read in
// any copy of before with what the vault has then.
func (s *stores) renew() error {
	if err := s.ended(); err != nil {
		return err
	}
	keys, err := s.vault.Renew()
	if err != nil {
		return err
	}
	return s.settle(keys)
}

// ended ends a change of keys that was cut short. What was written meanwhile may lie under its newer key already, which
// the change to come would keep.
func (s *stores) ended() error {
	keys, err := s.vault.Open()
	if err != nil {
		return err
	}
	return s.settle(keys)
}

// settle ends a change of keys, if one is under way: the journal is written anew under the newest, what was set aside of
// it is removed because nobody could read it, and the older key is forgotten.
func (s *stores) settle(keys secret.Entry) error {
	if !keys.Changing() {
		return nil
	}
	if err := s.rekey(keys.For(secret.Log)[0]); err != nil {
		return err
	}
	for _, dir := range logstore.SetAsideOf(filepath.Join(filepath.Dir(s.dir), "journal")) {
		if err := folder.Remove(dir); err != nil {
			return folderFault(err, dir)
		}
	}
	keys, err := s.vault.Settle()
	if err == nil {
		s.keys.Store(&keys)
	}
	return err
}

// access is what access tokens are sealed in that outlast the process: they end with the sign-in, whatever file they
// lie in.
func (s *stores) access() seal.Box {
	return seal.New(s.keys.Load().For(secret.Access)[0], "access tokens")
}

// openJournal opens the journal. What is not sealed in a profile that was is none of ours.
func openJournal(p profile, vault *secret.Vault, keys secret.Entry) (*logstore.Journal, error) {
	o := journalstore.Options{Options: logstore.Options{Dir: filepath.Join(p.dir, "journal"), Keys: keys.For(secret.Log), Expected: keys.Sealed},
		Before: keys.For(secret.Journal)[0], SealedOnly: keys.Sealed}
	if c := vault.Counter(); c != nil {
		o.Counter = c
	}
	return journalstore.Open(o)
}

// openVault gives the profile's vault. The caller has the profile's lock.
func openVault(p profile) (*secret.Vault, error) {
	return secret.New(secret.Options{Kind: p.secrets, Profile: p.name, Dir: filepath.Join(p.dir, "keys"),
		Fresh: !keepsSomething(p.dir), Default: p.inDefaultHome(), Slow: p.keychainSlow})
}

// OwnCode says of a failure's code that it is no service's, but stands for words that are said anyway.
func OwnCode(code string) bool {
	return slices.Contains([]string{CodeInUse, secret.CodePassphrase, secret.CodeWrongPassphrase}, code)
}

// CheckPassphrase says whether a new passphrase may be used. The fault is of kind Invalid.
func CheckPassphrase(words string) error { return secret.CheckPassphrase(words) }

// unlock opens the vault, with a passphrase where it lies under one.
func unlock(v *secret.Vault, ask func(why error) (string, error)) (secret.Entry, error) {
	e, err := v.Open()
	for secret.WantsPassphrase(err) && ask != nil {
		words, refused := ask(err)
		if refused != nil {
			return secret.Entry{}, refused
		}
		if err = v.Unlock(words); err == nil {
			e, err = v.Open()
		}
	}
	return e, err
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

// inDefaultHome says whether the profile lies where it does when nobody names a home.
func (p profile) inDefaultHome() bool {
	dir, err := Options{Profile: p.name}.Dir()
	return err == nil && dir == p.dir
}

// folderFault is the profile's folder that can't be used.
func folderFault(err error, dir string) error {
	f := fault.File(err, "program_folder", "folder", dir)
	if f.Kind == fault.Invalid { // a place that is no folder
		f.Remedy = fault.FixPermissions
	}
	return f
}

// rebuildCache sets a cache aside that opened but turned out damaged.
func (s *stores) rebuildCache(why error) (badgerstore.Recovered, error) {
	_ = s.cache.Close()
	cache, lost, err := badgerstore.RebuildCache(s.dir, s.key, s.sealed, why)
	if err == nil {
		s.cache.Cache = cache
	}
	return lost, err
}

// tidy gives disk space back.
func (s *stores) tidy() {
	if t, ok := s.cache.Cache.(interface{ Tidy() error }); ok {
		_ = t.Tidy() // it is tried again in half an hour
	}
}

// close closes both databases, and lets the next process in.
func (s *stores) close() (err error) {
	if s.cache != nil {
		err = s.cache.Close()
	}
	if s.journal != nil {
		err = errors.Join(err, s.journal.Close())
	}
	if s.letGo != nil {
		s.letGo()
	}
	if s.lock != nil {
		err = errors.Join(err, s.lock.Release())
	}
	return err
}

// cacheGone tells the user that no file of the cache is there any more.
func (b *noticeboard) cacheGone(gone bool) {
	if gone {
		b.log.Warn("the cache is gone")
		b.add(contract.NoticeOf("cache-gone", message.Of("program_cache_gone"), ""))
	}
}

// cacheLost tells the user that a cache was set aside, and what could be read of it. What lies beneath the reason is for
// the log.
func (b *noticeboard) cacheLost(r badgerstore.Recovered) {
	if r.SetAside == "" {
		return
	}
	b.log.Warn("the cache was set aside", "path", r.SetAside, "read", r.Read, "lost", r.Lost, "uncertain", r.Uncertain, "error", r.Why)
	why := fault.Words(r.Why)
	if r.Read == 0 {
		b.add(contract.NoticeOf("cache-rebuilt", message.Of("program_cache_rebuilt", "why", why), r.SetAside))
		return
	}
	b.add(contract.NoticeOf("cache-rescued", message.Of("program_cache_rescued", "why", why,
		"customers", message.Of("program_customers", "count", r.Read), "missing", missing(r.Rescued)), r.SetAside))
}

// namesTold is how many of the customers that are missing are told by name.
const namesTold = 5

func missing(r badgerstore.Rescued) message.Message {
	customers := message.Of("program_customers", "count", r.Lost)
	switch {
	case r.Uncertain:
		return message.Of("program_cache_missing_unknown")
	case r.Lost == 0:
		return message.Of("program_cache_none_missing")
	case len(r.Names) == 0:
		return message.Of("program_cache_missing", "customers", customers)
	}
	names := strings.Join(r.Names[:min(len(r.Names), namesTold)], ", ")
	if len(r.Names) > namesTold || r.Lost > len(r.Names) {
		names += ", …"
	}
	return message.Of("program_cache_missing_named", "customers", customers, "names", names)
}

// housekeeping removes what was set aside long ago.
func (s *stores) housekeeping(log *slog.Logger) {
	for _, path := range badgerstore.ForgetOld(s.dir) {
		log.Info("a cache that was set aside is gone", "path", path)
	}
}

// letGoWithin is how long an unlock waits for the profile: the window that was locked may still be about to end.
const letGoWithin = 5 * time.Second

// tryOpening says whether a window that is started now could open the profile. The profile's lock is taken for that long;
// the keychain is asked for a passphrase's sake only, because it may want its own password.
func tryOpening(p profile, passphrase string, wants bool) (err error) {
	lock, err := profilelock.Take(p.dir)
	for deadline := time.Now().Add(letGoWithin); InUse(err) && time.Now().Before(deadline); {
		time.Sleep(50 * time.Millisecond)
		lock, err = profilelock.Take(p.dir)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	if !wants {
		return nil
	}
	v, err := openVault(p)
	if err != nil {
		return err
	}
	return v.Unlock(passphrase)
}

// passphraseNeeded is the fault that says so, and wantsPassphrase says of a fault that a passphrase would help.
func passphraseNeeded() error        { return secret.WantsOne() }
func wantsPassphrase(err error) bool { return secret.WantsPassphrase(err) }
