package connection

import (
	"errors"
	"sync"
	"sync/atomic"

	"tenantry/backend/store"
)

// Keys of the journal's settings.
const (
	signInKey = "account" // signIn
	// Programs of before kept it in two values.
	settingsBefore = "signin" // Settings
	tokensBefore   = "tokens" // what msauth seals
)

// signIn is what is kept of a sign-in. It is one value: the tokens of one account never meet the addresses of another,
// whenever the process ends and whatever somebody puts back of an older folder.
type signIn struct {
	Settings Settings `cbor:"1,keyasint"`
	Tokens   []byte   `cbor:"2,keyasint,omitempty"` // what msauth seals; none: nobody is signed in
}

// kept is the sign-in of the journal; empty when there is none.
func kept(journal store.Settings) (s signIn, err error) {
	if found, err := journal.Get(signInKey, &s); found || err != nil {
		return s, err
	}
	_, err = journal.Get(settingsBefore, &s.Settings)
	if err == nil {
		_, err = journal.Get(tokensBefore, &s.Tokens)
	}
	return s, err
}

// sealing keeps the sign-in in the journal, which is encrypted and synced. Who signed in later wins: a sync that still
// runs for the account before must not overwrite the new one's tokens with its own.
type sealing struct {
	journal store.Settings
	count   atomic.Uint64 // of connections

	mu   sync.Mutex // over last and what is kept
	last uint64     // the era of the connection that wrote last
}

// put keeps a sign-in. The caller has the lock.
func (s *sealing) put(in signIn) error {
	if err := s.journal.Put(signInKey, in); err != nil {
		return err
	}
	return errors.Join(s.journal.Delete(settingsBefore), s.journal.Delete(tokensBefore))
}

// signOut forgets the tokens. Which account it was is kept.
func (s *sealing) signOut() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	in, err := kept(s.journal)
	if err != nil || in.Settings.ClientID == "" {
		return errors.Join(err, s.journal.Delete(tokensBefore))
	}
	in.Tokens, in.Settings.SignedOut = nil, true
	return s.put(in)
}

// forget forgets all of it.
func (s *sealing) forget() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, key := range []string{tokensBefore, settingsBefore, signInKey} { // the newest last: nothing older comes back
		if err := s.journal.Delete(key); err != nil {
			return err
		}
	}
	return nil
}

// next is the keeper of a new connection.
func (s *sealing) next(settings Settings) *sealed {
	return &sealed{in: s, era: s.count.Add(1), settings: settings}
}

// sealed is one connection's msauth.Keeper.
type sealed struct {
	in  *sealing
	era uint64 // grows with every connection

	// Over the rest, in.mu.
	settings Settings
	holds    bool   // a person is signing in: what comes is kept once all of it is known
	held     []byte // what came
}

// hold lets what comes wait for keep.
func (s *sealed) hold() {
	s.in.mu.Lock()
	defer s.in.mu.Unlock()
	s.holds = true
}

// keep keeps the sign-in that a person made, in one write.
func (s *sealed) keep(settings Settings) error {
	s.in.mu.Lock()
	defer s.in.mu.Unlock()
	if err := s.in.put(signIn{settings, s.held}); err != nil {
		return err
	}
	s.settings, s.holds, s.held, s.in.last = settings, false, nil, s.era
	return nil
}

func (s *sealed) Load() ([]byte, bool, error) {
	in, err := kept(s.in.journal)
	return in.Tokens, len(in.Tokens) > 0, err
}

func (s *sealed) Save(b []byte) error { return s.unlessLater(b) }
func (s *sealed) Delete() error       { return s.unlessLater(nil) }

func (s *sealed) unlessLater(tokens []byte) error {
	s.in.mu.Lock()
	defer s.in.mu.Unlock()
	if s.holds {
		s.held = tokens
		return nil
	}
	if s.era < s.in.last {
		return nil
	}
	s.in.last = s.era
	return s.in.put(signIn{s.settings, tokens})
}
