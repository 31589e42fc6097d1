package kv

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"

	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// toldAtOnce is how many tellings a value has at most: few enough for one frame of a journal's file.
const toldAtOnce = 1000

// Told implements store.Journal.
func (j *Journal) Told() store.Told { return &j.told }

// toldLog is the part of a journal that holds what customers were told. Its values have rising numbers.
type toldLog struct {
	db DB
	mu sync.Mutex // whoever adds takes the next number
}

func toldKey(number uint64) []byte { return binary.BigEndian.AppendUint64([]byte{toldPrefix}, number) }

// pairs are all values, the oldest first.
func (l *toldLog) pairs() (all []Pair, err error) {
	err = l.db.Walk([]byte{toldPrefix}, nil, func(chunk []Pair) error {
		for _, p := range chunk {
			if len(p.Key) == 9 {
				all = append(all, p)
			}
		}
		return nil
	})
	return all, err
}

// Add implements store.Told.
func (l *toldLog) Add(tellings []partner.Telling) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	all, err := l.pairs()
	next := uint64(1)
	if len(all) > 0 {
		next = binary.BigEndian.Uint64(all[len(all)-1].Key[1:]) + 1
	}
	if err == nil && len(tellings) > 0 {
		err = l.db.Update(func(tx Tx) error {
			for some := range slices.Chunk(tellings, toldAtOnce) {
				value, err := encode(some)
				if err == nil {
					err = tx.Set(toldKey(next), value)
				}
				if err != nil {
					return err
				}
				next++
			}
			return nil
		})
	}
	if err != nil {
		return fmt.Errorf("keep what was told: %w", err)
	}
	return nil
}

// All implements store.Told.
func (l *toldLog) All() iter.Seq2[partner.Telling, error] {
	return func(yield func(partner.Telling, error) bool) {
		all, err := l.pairs()
		for _, p := range all {
			var some []partner.Telling
			if unread := decode(p.Value, &some); unread != nil {
				err = errors.Join(err, unread)
				continue
			}
			for _, one := range some {
				if !yield(one, nil) {
					return
				}
			}
		}
		if err != nil {
			yield(partner.Telling{}, fmt.Errorf("read what was told: %w", err))
		}
	}
}

// Clear implements store.Told.
func (l *toldLog) Clear() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	all, err := l.pairs()
	if err == nil {
		err = l.db.Update(func(tx Tx) error {
			for _, p := range all {
				if err := tx.Delete(p.Key); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err != nil {
		return fmt.Errorf("forget what was told: %w", err)
	}
	return nil
}
