package token

import "sync"

// Mint signs tokens and knows which are good. Each event that ends sign-ins or tokens begins a new turn;
// tokens carry the turns of their sign-in and their issue. So signing in again ends what it would end at
// Microsoft, also within one tick of the clock.
type Mint struct {
	key [32]byte

	mu         sync.Mutex
	turn       int
	revoked    int // refresh tokens of sign-ins before this turn are revoked
	expired    int // access tokens issued before this turn count as expired
	mfa        int // Partner Center wants a sign-in since this turn, with MFA
	challenged int // Graph wants a sign-in since this turn, with claims
}

// NewMint signs under a key.
func NewMint(key [32]byte) *Mint { return &Mint{key: key} }

// Turn is the one that a sign-in or a token made now belongs to.
func (m *Mint) Turn() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.turn
}

// Revoke ends the refresh tokens there are.
func (m *Mint) Revoke() { m.next(&m.revoked) }

// Revoked says whether a refresh token was ended by an event.
func (m *Mint) Revoked(r Refresh) bool { return m.before(r.SignedIn, &m.revoked) }

// Expire ends the access tokens there are.
func (m *Mint) Expire() { m.next(&m.expired) }

func (m *Mint) stale(a Access) bool { return m.before(a.IssuedIn, &m.expired) }

// RequireMFA makes Partner Center refuse the sign-ins there are.
func (m *Mint) RequireMFA() { m.next(&m.mfa) }

// LacksMFA says whether a token's sign-in is older than the demand for MFA.
func (m *Mint) LacksMFA(a Access) bool { return m.before(a.SignedIn, &m.mfa) }

// Challenge makes Graph ask the sign-ins there are for claims.
func (m *Mint) Challenge() { m.next(&m.challenged) }

// Challenged says whether a token's sign-in is older than the demand for claims.
func (m *Mint) Challenged(a Access) bool { return m.before(a.SignedIn, &m.challenged) }

// next begins a new turn and writes it down as a bound.
func (m *Mint) next(bound *int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.turn++
	*bound = m.turn
}

// before compares a turn with a bound.
func (m *Mint) before(turn int, bound *int) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return turn < *bound
}
