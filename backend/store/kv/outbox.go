package kv

import (
	"errors"
	"fmt"
	"iter"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// Outbox implements store.Journal.
func (j *Journal) Outbox() store.Outbox { return outbox{j.db} }

// outbox is the part of a journal that holds what is outgoing.
type outbox struct{ db DB }

// All implements store.Outbox.
func (b outbox) All() iter.Seq2[partner.Outgoing, error] {
	return func(yield func(partner.Outgoing, error) bool) {
		err := b.db.Walk([]byte{outboxPrefix}, nil, func(chunk []Pair) error {
			for _, p := range chunk {
				if !yield(decodeOutgoing(string(p.Key[1:]), p.Value)) {
					return errStop
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(partner.Outgoing{}, fmt.Errorf("read the outbox: %w", err))
		}
	}
}

// decodeOutgoing reads one entry. Of one that can't be read it returns the id alone, and a fault.
func decodeOutgoing(id string, value []byte) (partner.Outgoing, error) {
	var o partner.Outgoing
	err := decode(value, &o)
	if err == nil && o.ID != id {
		err = fault.New(fault.Corrupt, "store_other_id", "id", o.ID)
	}
	if err != nil {
		return partner.Outgoing{ID: id}, fault.Wrap(fault.Corrupt, err, "store_outgoing_unreadable", "id", id).With(fault.ReportBug)
	}
	return o, nil
}

// Put implements store.Outbox.
func (b outbox) Put(o partner.Outgoing) error {
	if o.ID == "" {
		return fault.New(fault.Internal, "store_no_id")
	}
	value, err := encode(o)
	if err == nil {
		err = b.db.Update(func(tx Tx) error { return tx.Set(outboxKey(o.ID), value) })
	}
	if err != nil {
		return fmt.Errorf("keep %s: %w", o.ID, err)
	}
	return nil
}

// Delete implements store.Outbox.
func (b outbox) Delete(id string) error {
	if err := b.db.Update(func(tx Tx) error { return tx.Delete(outboxKey(id)) }); err != nil {
		return fmt.Errorf("delete %s: %w", id, err)
	}
	return nil
}
