package httpd

import (
	"sync"
	"time"
)

// Trouble is what events let happen to the services' answers. The service "" stands for any, and then for
// writes alone. The zero value is calm.
type Trouble struct {
	mu       sync.Mutex
	cut      bool
	storms   map[Service]storm
	failing  map[Service]int // 503 answers to give
	losing   map[Service]int // answers to lose
	dropping map[Service]int // requests to lose before they are acted on
	spoiling map[Service]int // writes to answer 500 or 503 though they were acted on
}

// storm is a number of 429 answers and the wait that they name.
type storm struct {
	left int
	wait time.Duration
}

// Cut cuts the link of all services, or restores it.
func (t *Trouble) Cut(cut bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.cut = cut
}

// LinkIsCut says whether no answer reaches any client.
func (t *Trouble) LinkIsCut() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.cut
}

// Throttle makes the next answers of a service 429, with a wait.
func (t *Trouble) Throttle(s Service, answers int, wait time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	put(&t.storms, s, storm{answers, wait})
}

// Throttled takes one 429 answer of the storm at a request's service and tells its wait; zero: there is none.
func (t *Trouble) Throttled(q *Query) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	st := t.storms[q.Service]
	if st.left == 0 {
		return 0
	}
	st.left--
	t.storms[q.Service] = st
	return st.wait
}

// Fail makes the next answers of a service 503; nothing is acted on.
func (t *Trouble) Fail(s Service, answers int) { t.set(&t.failing, s, answers) }

// Fails takes one of the failures of a request's service.
func (t *Trouble) Fails(q *Query) bool { return t.take(&t.failing, q) > 0 }

// LoseAnswers lets connections die after the request was acted on.
func (t *Trouble) LoseAnswers(s Service, answers int) { t.set(&t.losing, s, answers) }

// LosesAnswer takes one of the answers to lose.
func (t *Trouble) LosesAnswer(q *Query) bool { return t.take(&t.losing, q) > 0 }

// LoseRequests lets connections die before the request is acted on.
func (t *Trouble) LoseRequests(s Service, requests int) { t.set(&t.dropping, s, requests) }

// LosesRequest takes one of the requests to lose before they are acted on.
func (t *Trouble) LosesRequest(q *Query) bool { return t.take(&t.dropping, q) > 0 }

// SpoilWrites lets writes fail after they were acted on.
func (t *Trouble) SpoilWrites(s Service, writes int) { t.set(&t.spoiling, s, writes) }

// Spoils takes one of the writes that are acted on and fail nevertheless; 500 and 503 in turn, 0: none.
func (t *Trouble) Spoils(q *Query) int {
	if !isWrite(q) {
		return 0
	}
	switch n := t.take(&t.spoiling, q); {
	case n == 0:
		return 0
	case n%2 == 0:
		return 503
	}
	return 500
}

// isWrite says whether a request may change something at a service. The control and the pages of people
// are none: they use POST.
func isWrite(q *Query) bool { return q.Method == "PATCH" || q.Method == "PUT" }

// take counts one down, of the service or of anything that writes, and tells how many there were.
func (t *Trouble) take(of *map[Service]int, q *Query) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, s := range []Service{q.Service, ""} {
		if n := (*of)[s]; n > 0 && (s != "" || isWrite(q)) {
			(*of)[s]--
			return n
		}
	}
	return 0
}

func (t *Trouble) set(of *map[Service]int, s Service, n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	put(of, s, n)
}

func put[V any](m *map[Service]V, s Service, v V) {
	if *m == nil {
		*m = map[Service]V{}
	}
	(*m)[s] = v
}
