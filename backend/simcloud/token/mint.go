package token

import (
	"sync"

	"tenantry/backend/simcloud/httpd"
)

// Mint signs tokens and knows which are good. Each event that ends sign-ins or tokens begins a new turn;
// tokens carry the turns of their sign-in and their issue. So signing in again ends what it would end at
// Microsoft, also within one tick of the clock.
type Mint struct {
	key [32]byte

	mu      sync.Mutex
	turn    int
	revoked int            // refresh tokens of sign-ins before this turn are revoked
	expired int            // access tokens issued before this turn count as expired
	demands map[Demand]int // what is demanded, and the turn of the sign-in that last showed it; 0: none did
}

// Demand is that a service wants a sign-in at a tenant to have shown more than a password: the sign-in itself
// multi-factor authentication, Partner Center the same, Graph the claims of its challenge.
type Demand struct {
	By     httpd.Service
	Tenant int // the customer's index, or the partner
}

// NewMint signs under a key.
func NewMint(key [32]byte) *Mint { return &Mint{key: key, demands: map[Demand]int{}} }

// SignIn is the turn of a sign-in that a person makes now, and which shows what is named. Tokens of the same
// person's later sign-ins show it as well.
func (m *Mint) SignIn(shown ...Demand) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.turn++
	for _, d := range shown {
		m.demands[d] = m.turn
	}
	return m.turn
}

// Demand begins to demand something that no sign-in before has shown.
func (m *Mint) Demand(d Demand) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.turn++
	m.demands[d] = 0
}

// Lacks says whether what is demanded was not shown by a token's sign-in, nor before it.
func (m *Mint) Lacks(d Demand, signedIn int) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	shown, demanded := m.demands[d]
	return demanded && (shown == 0 || signedIn < shown)
}

// Shown says whether a token's sign-in showed something, or one before it did.
func (m *Mint) Shown(d Demand, signedIn int) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	shown := m.demands[d]
	return shown > 0 && signedIn >= shown
}

// Turn is the one that a token made now belongs to.
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
