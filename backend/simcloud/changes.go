package simcloud

import (
	"sync"
	"time"

	"tenantry/backend/simcloud/world"
)

// changes are what events did to the world. Each event that ends sign-ins or tokens begins a new turn;
// tokens carry the turns of their sign-in and their issue. So signing in again ends what it would end at
// Microsoft, also within one tick of the clock.
type changes struct {
	mu       sync.Mutex
	cut      bool
	storms   map[Service]*storm // 429 answers to give
	failing  map[Service]int    // 503 answers to give
	losing   map[Service]int    // answers to lose; under "" those of writes
	dropping map[Service]int    // requests to lose before they are acted on; under "" writes
	spoiling map[Service]int    // writes to answer 500 or 503 though they were acted on; under "" those of any service
	turn     int
	ended    int // refresh tokens of sign-ins before this turn are revoked
	stale    int // access tokens issued before this turn count as expired
	mfa      int // Partner Center wants a sign-in since this turn, with MFA
	claims   int // Graph wants a sign-in since this turn, with claims
	access   map[int]world.Access
	expired  map[int]time.Time // delegations that an event let expire
	left     map[int]bool      // customers that no list names any longer
	noAzure  map[int]bool      // customers whose Azure subscriptions are gone
	made     []world.Issue     // issues that events started
	resolved map[string]time.Time
}

// storm is a number of 429 answers and the wait that they name.
type storm struct{ left, seconds int }

func (h *changes) linkIsCut() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.cut
}

// throttled takes one 429 answer of a service's storm; zero: there is none.
func (h *changes) throttled(s Service) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	st := h.storms[s]
	if st == nil || st.left == 0 {
		return 0
	}
	st.left--
	return st.seconds
}

func (h *changes) lastWait(s Service) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	if st := h.storms[s]; st != nil {
		return st.seconds
	}
	return 1
}

// fails takes one of a service's failures.
func (h *changes) fails(s Service) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.failing[s] == 0 {
		return false
	}
	h.failing[s]--
	return true
}

// isWrite says whether a request may change something at a service. The control and the pages of people
// are none: they use POST.
func isWrite(q *query) bool { return q.Method == "PATCH" || q.Method == "PUT" }

// take counts one down: of the service, or of anything that writes.
func (h *changes) take(of *map[Service]int, q *query) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, s := range []Service{q.service, ""} {
		if (*of)[s] > 0 && (s != "" || isWrite(q)) {
			(*of)[s]--
			return true
		}
	}
	return false
}

// loseAnswer takes one of the answers to lose.
func (h *changes) loseAnswer(q *query) bool { return h.take(&h.losing, q) }

// loseRequest takes one of the requests to lose before they are acted on.
func (h *changes) loseRequest(q *query) bool { return h.take(&h.dropping, q) }

// spoil takes one of the writes that are acted on and fail nevertheless; 500 and 503 in turn.
func (h *changes) spoil(q *query) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, s := range []Service{q.service, ""} {
		if n := h.spoiling[s]; n > 0 && isWrite(q) {
			h.spoiling[s]--
			return []int{503, 500}[n%2]
		}
	}
	return 0
}

// now is the turn that a sign-in or a token made now belongs to.
func (h *changes) now() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.turn
}

// nextTurn begins a new turn and writes it down as a bound.
func (h *changes) nextTurn(bound *int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.turn++
	*bound = h.turn
}

// before compares a turn with a bound.
func (h *changes) before(turn int, bound *int) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return turn < *bound
}

func (h *changes) gone(i int) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.left[i]
}

func (h *changes) subscriptionGone(i int) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.noAzure[i]
}

// access is what stands in the way at customer i now.
func (c *Cloud) access(i int) world.Access {
	c.changes.mu.Lock()
	defer c.changes.mu.Unlock()
	if _, ok := c.changes.expired[i]; ok {
		return world.Expired
	}
	if a, ok := c.changes.access[i]; ok {
		return a
	}
	return c.world.Access(i)
}

// listed says whether a list names customer i now.
func (c *Cloud) listed(l world.List, i int) bool {
	c.changes.mu.Lock()
	_, expired := c.changes.expired[i]
	left := c.changes.left[i]
	c.changes.mu.Unlock()
	return !left && c.world.Listed(l, i) && (!expired || l != world.DelegatedCustomers)
}

// relationships are customer i's now.
func (c *Cloud) relationships(i int) []world.Relationship {
	if !c.listed(world.Relationships, i) {
		return nil
	}
	list := c.world.Relationships(i)
	c.changes.mu.Lock()
	at, ok := c.changes.expired[i]
	c.changes.mu.Unlock()
	for k := range list {
		if ok && (list[k].Status == "active" || list[k].Status == "expiring") {
			list[k].Status, list[k].Ends, list[k].Modified = "expired", at, at
		}
	}
	return list
}

// issuesOf are the issues that customer i has at time now.
func (c *Cloud) issuesOf(i int, now time.Time) []world.Issue {
	if i == partnerIndex {
		return nil
	}
	c.changes.mu.Lock()
	made, resolved := c.changes.made, c.changes.resolved
	c.changes.mu.Unlock()
	var out []world.Issue
	for _, list := range [][]world.Issue{made, c.world.Issues(now, c.opts.Story)} {
		for _, s := range list {
			if !s.Touches(i) {
				continue
			}
			if at, ok := resolved[s.ID]; ok && !s.Resolved {
				s = s.ResolvedAt(at)
			}
			out = append(out, s)
		}
	}
	return out
}

// customerCount is how many customers there are now.
func (c *Cloud) customerCount() int {
	c.changes.mu.Lock()
	defer c.changes.mu.Unlock()
	return c.world.Len() - len(c.changes.left)
}
