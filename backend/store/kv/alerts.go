package kv

import (
	"errors"
	"fmt"
	"iter"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// Alerts implements store.Journal.
func (j *Journal) Alerts() store.Alerts { return alerts{j.db} }

// alerts is the part of a journal that holds the lives of alerts.
type alerts struct{ db DB }

// All implements store.Alerts.
func (a alerts) All() iter.Seq2[partner.Alert, error] {
	return func(yield func(partner.Alert, error) bool) {
		err := a.db.Walk([]byte{alertPrefix}, nil, func(chunk []Pair) error {
			for _, p := range chunk {
				var one partner.Alert
				if decode(p.Value, &one) != nil || one.ID != string(p.Key[1:]) {
					continue // it is found anew if it still holds
				}
				if !yield(one, nil) {
					return errStop
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(partner.Alert{}, fmt.Errorf("read the alerts: %w", err))
		}
	}
}

// Change implements store.Alerts.
func (a alerts) Change(put []partner.Alert, forget []string) error {
	err := a.db.Update(func(tx Tx) error {
		for _, one := range put {
			if one.ID == "" {
				return fault.New(fault.Internal, "store_no_id")
			}
			value, err := encode(one)
			if err != nil {
				return err
			}
			if err := tx.Set(alertKey(one.ID), value); err != nil {
				return err
			}
		}
		for _, id := range forget {
			if err := tx.Delete(alertKey(id)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("keep the alerts: %w", err)
	}
	return nil
}
