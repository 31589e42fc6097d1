package changes

import (
	"errors"
	"fmt"
	"maps"
	"time"

	"tenantry/backend/partner"
)

// seenKey is where the journal keeps what was seen.
const seenKey = "seen"

// seen is what of the log the user has seen: all that was noticed until a time, and some of what was noticed later.
type seen struct {
	Until time.Time            `cbor:"1,keyasint"`
	Some  map[uint64]time.Time `cbor:"2,keyasint,omitempty"` // when each was noticed
}

func (s seen) has(e partner.Event) bool {
	_, marked := s.Some[e.ID]
	return marked || !e.At.After(s.Until)
}

// whatWasSeen is it as of now; nobody changes what is returned.
func (l *Log) whatWasSeen() (seen, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.readSeen()
}

func (l *Log) readSeen() (seen, error) {
	if l.seen == nil {
		var kept seen
		if _, err := l.settings.Get(seenKey, &kept); err != nil {
			return seen{}, fmt.Errorf("read what was seen: %w", err)
		}
		l.seen = &kept
	}
	return *l.seen, nil
}

// Undo takes back what one call marked as seen. What was marked since stays marked.
type Undo func() error

// See marks what a query finds as seen, whatever its limit.
func (l *Log) See(q Query) (Undo, error) {
	if q.all() && !q.Until.IsZero() {
		return l.SeeAll(q.Until.Add(-1))
	}
	q.Unseen, q.Limit = true, 0
	unseen, _, err := l.Find(q)
	if err != nil {
		return nil, err
	}
	marks := map[uint64]time.Time{}
	for _, c := range unseen {
		marks[c.ID] = c.At
	}
	err = l.changeSeen(func(s *seen) { maps.Copy(s.Some, marks) })
	return func() error {
		return l.changeSeen(func(s *seen) {
			for id := range marks {
				delete(s.Some, id)
			}
		})
	}, err
}

// SeeAll marks all that was noticed until a time, included.
func (l *Log) SeeAll(until time.Time) (Undo, error) {
	var before time.Time
	err := l.changeSeen(func(s *seen) {
		if before = s.Until; until.After(before) {
			s.Until = until
			// What lies below both times says no more, whichever of them counts.
			maps.DeleteFunc(s.Some, func(_ uint64, at time.Time) bool { return !at.After(before) })
		}
	})
	return func() error {
		return l.changeSeen(func(s *seen) {
			if s.Until.Equal(until) {
				s.Until = before
			}
		})
	}, err
}

// Forget empties the log, and forgets what was seen of it.
func (l *Log) Forget() error {
	err := l.events.Clear()
	return errors.Join(err, l.changeSeen(func(s *seen) { *s = seen{} }))
}

func (l *Log) changeSeen(f func(*seen)) error {
	defer l.recount()
	l.mu.Lock()
	defer l.mu.Unlock()
	s, err := l.readSeen()
	if err != nil {
		return err
	}
	if s.Some = maps.Clone(s.Some); s.Some == nil {
		s.Some = map[uint64]time.Time{}
	}
	f(&s)
	if err := l.settings.Put(seenKey, s); err != nil {
		return fmt.Errorf("keep what was seen: %w", err)
	}
	l.seen = &s
	return nil
}
