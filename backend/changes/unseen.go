package changes

import (
	"slices"
	"sync"

	"tenantry/backend/partner"
)

// unseen are the groups in which something was not seen yet: a badge counts them, and a sync brings changes ten times a
// second, so the log is read for it once.
type unseen struct {
	mu     sync.Mutex // taken before Log.mu
	groups map[groupKey]struct{}
}

// Unseen counts the groups of changes that were not seen yet.
func (l *Log) Unseen() (int, error) {
	l.unseen.mu.Lock()
	defer l.unseen.mu.Unlock()
	if l.unseen.groups != nil {
		return len(l.unseen.groups), nil
	}
	groups, belongs := map[groupKey]struct{}{}, grouping{}
	err := l.walk(&Query{Unseen: true}, func(c Change) bool {
		groups[belongs.of(&c)] = struct{}{}
		return true
	})
	if err == nil {
		l.unseen.groups = groups
	}
	return len(groups), err
}

// Added hears of events that came into the log, in their order there: those of one reading of a customer come together.
func (l *Log) Added(events []partner.Event) error {
	l.unseen.mu.Lock()
	defer l.unseen.mu.Unlock()
	if l.unseen.groups == nil {
		return nil // the log is read when somebody asks
	}
	was, err := l.whatWasSeen()
	if err != nil {
		l.unseen.groups = nil
		return err
	}
	belongs, q := grouping{}, Query{Unseen: true}
	for _, e := range slices.Backward(events) {
		if c := (Change{Event: e, Seen: was.has(e)}); q.keeps(&c) {
			l.unseen.groups[belongs.of(&c)] = struct{}{}
		}
	}
	return nil
}

// recount lets the next who asks read the log again.
func (l *Log) recount() {
	l.unseen.mu.Lock()
	defer l.unseen.mu.Unlock()
	l.unseen.groups = nil
}
