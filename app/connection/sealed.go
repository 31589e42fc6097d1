package connection

import (
	"sync"
	"sync/atomic"

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
