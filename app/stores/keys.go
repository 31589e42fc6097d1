package stores

import (
	"tenantry/backend/fault"
	"tenantry/backend/folder"
	"tenantry/backend/seal"
	"tenantry/backend/secret"
	"tenantry/backend/store/logstore"
)

// wipe removes every customer and every token that is not the sign-in's own, and takes the keys away under which they
// lay: no copy of the profile's folder opens with what the vault has then. A kill at any moment leaves a profile that
// opens, and the wipe is ended then.
func (s *Stores) wipe() error {
	return s.change(s.Vault.Wipe, func() error {
		if c, ok := s.cache.Cache.(interface{ Anew(key [32]byte) error }); ok {
			return c.Anew(s.cacheKey())
		}
		return s.cache.Cache.Wipe()
	})
}

// Renew takes the key away under which the journal lay: what was deleted from it, a refresh token say, can't be read in
// any copy of before with what the vault has then.
func (s *Stores) Renew() error {
	return s.change(s.Vault.Renew, func() error { return nil })
}

// change takes a new key into the vault, does what is to be done before the journal is written anew, and forgets the older
// key. A change of before that was cut short is ended first: what was written meanwhile may lie under its newer key
// already, which this change would keep.
func (s *Stores) change(begin func() (secret.Entry, error), between func() error) error {
	keys, err := s.Vault.Open()
	if err == nil {
		err = s.settle(keys)
	}
	if err != nil {
		return err
	}
	if keys, err = begin(); err != nil {
		return err
	}
	s.keys.Store(&keys)
	if err := between(); err != nil {
		return err
	}
	return s.settle(keys)
}

// settle ends a change of keys, if one is under way: the journal is written anew under the newest, what was set aside of
// it is removed because nobody could read it, and the older key is forgotten.
func (s *Stores) settle(keys secret.Entry) error {
	if !keys.Changing() {
		return nil
	}
	if err := s.rekey(keys.For(secret.Log)[0]); err != nil {
		return err
	}
	if s.dir != "" {
		for _, dir := range logstore.SetAsideOf(Place{Dir: s.dir}.journal()) {
			if err := folder.Remove(dir); err != nil {
				return fault.Folder(err, "program_folder", "folder", dir)
			}
		}
	}
	keys, err := s.Vault.Settle()
	if err == nil {
		s.keys.Store(&keys)
	}
	return err
}

func (s *Stores) cacheKey() [32]byte { return s.keys.Load().For(secret.Cache)[0] }

// Access is what access tokens are sealed in that outlast the process: they end with the sign-in, whatever file they
// lie in.
func (s *Stores) Access() seal.Box {
	return seal.New(s.keys.Load().For(secret.Access)[0], "access tokens")
}
