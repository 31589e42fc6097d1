package connection

import (
	"sync"
	"sync/atomic"

	"tenantry/backend/msauth"
	"tenantry/backend/seal"
	"tenantry/backend/store"
)

// sealing keeps msauth's tokens in the journal, which is encrypted and synced. Who signed in later wins:
// a sync that still runs for the account before must not overwrite the new one's tokens with its own.
type sealing struct {
	kept  store.Settings // the journal's
	count atomic.Uint64  // of connections

	mu   sync.Mutex // over last and what is kept
	last uint64     // the era of the connection that wrote last
}

// next is the keeper of a new connection.
func (s *sealing) next() sealed { return sealed{s, s.count.Add(1)} }

// sealed is one connection's msauth.Keeper.
type sealed struct {
	in  *sealing
	era uint64 // grows with every connection
}

func (s sealed) Load() ([]byte, bool, error) {
	var b []byte
	ok, err := s.in.kept.Get(tokenKey, &b)
	return b, ok, err
}

func (s sealed) Save(b []byte) error {
	return s.unlessLater(func() error { return s.in.kept.Put(tokenKey, b) })
}

func (s sealed) Delete() error {
	return s.unlessLater(func() error { return s.in.kept.Delete(tokenKey) })
}

func (s sealed) unlessLater(write func() error) error {
	s.in.mu.Lock()
	defer s.in.mu.Unlock()
	if s.era < s.in.last {
		return nil
	}
	s.in.last = s.era
	return write()
}

// carried are the access tokens that go from one process to the next.
type carried struct {
	values store.Settings // the cache's
	seal   func() seal.Box
}

// take takes over those of the process before. Those of a sign-in that ended don't open.
func (k carried) take(c *msauth.Credential) {
	var sealed []byte
	if ok, err := k.values.Get(accessKey, &sealed); !ok || err != nil {
		return
	}
	if b, err := k.seal().Open(sealed, []byte(accessKey)); err == nil {
		c.TakeUp(b)
	}
}

// leave leaves them to the next process.
func (k carried) leave(c *msauth.Credential) {
	if b, n, err := c.Carry(); err == nil && n > 0 {
		_ = k.values.Put(accessKey, k.seal().Seal(b, []byte(accessKey))) // without it they are asked for anew
	}
}
