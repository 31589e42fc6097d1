package kv

import (
	"fmt"
	"iter"

	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// Journal is a store.Journal on a DB whose commits are on disk when Update returns.
type Journal struct {
	db     DB
	events events
	told   toldLog
}

var _ store.Journal = (*Journal)(nil)

// NewJournal takes over db, whose schema was settled by [Settle].
func NewJournal(db DB) *Journal {
	return &Journal{db: db, events: events{db: db}, told: toldLog{db: db}}
}

// Marks implements store.Journal.
func (j *Journal) Marks() iter.Seq2[partner.TenantID, partner.Marks] {
	return func(yield func(partner.TenantID, partner.Marks) bool) {
		_ = j.db.Walk([]byte{marksPrefix}, nil, func(chunk []Pair) error {
			for _, p := range chunk {
				var m partner.Marks
				id, err := tenantOf(p.Key)
				if err == nil {
					err = decode(p.Value, &m)
				}
				if err != nil {
					continue // the others are still good
				}
				if !yield(id, m) {
					return errStop
				}
			}
			return nil
		})
	}
}

// SetMarks implements store.Journal.
func (j *Journal) SetMarks(marks map[partner.TenantID]partner.Marks) error {
	err := j.db.Update(func(tx Tx) error {
		for id, m := range marks {
			if err := setMarks(tx, id, m); err != nil {
				return fmt.Errorf("of %s: %w", id, err)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("keep marks: %w", err)
	}
	return nil
}

func setMarks(tx Tx, id partner.TenantID, m partner.Marks) error {
	key, err := tenantKey(id)
	if err != nil {
		return err
	}
	if m.Empty() {
		return tx.Delete(marksKey(key))
	}
	value, err := encode(m)
	if err != nil {
		return err
	}
	return tx.Set(marksKey(key), value)
}

// Settings implements store.Journal.
func (j *Journal) Settings() store.Settings { return settings{j.db} }

// Close implements store.Journal.
func (j *Journal) Close() error { return j.db.Close() }

// settings is the part of a store that belongs to no customer.
type settings struct{ db DB }

func (s settings) Get(name string, into any) (found bool, err error) {
	var value []byte
	err = s.db.View(func(tx Tx) error {
		value, err = tx.Get(settingKey(name))
		return err
	})
	if err == nil && value != nil {
		found, err = true, decode(value, into)
	}
	if err != nil {
		return false, fmt.Errorf("read %q: %w", name, err)
	}
	return found, nil
}

func (s settings) Put(name string, v any) error {
	value, err := encode(v)
	if err == nil {
		err = s.db.Update(func(tx Tx) error { return tx.Set(settingKey(name), value) })
	}
	if err != nil {
		return fmt.Errorf("keep %q: %w", name, err)
	}
	return nil
}

func (s settings) Delete(name string) error {
	if err := s.db.Update(func(tx Tx) error { return tx.Delete(settingKey(name)) }); err != nil {
		return fmt.Errorf("delete %q: %w", name, err)
	}
	return nil
}
