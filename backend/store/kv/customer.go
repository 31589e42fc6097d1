package kv

import (
	"bytes"
	"errors"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func loadSummary(tx Tx, id [16]byte) (partner.Summary, error) {
	b, err := tx.Get(summaryKey(id))
	if err == nil && b == nil {
		err = fault.New(fault.Missing, "store_no_customer")
	}
	if err != nil {
		return partner.Summary{}, err
	}
	return decodeSummary(b)
}

// loadCustomer joins the summary and the parts.
func loadCustomer(tx Tx, id [16]byte) (partner.Customer, error) {
	var c partner.Customer
	s, err := loadSummary(tx, id)
	if err != nil {
		return c, err
	}
	c = bare(s)
	for _, p := range partner.Parts() {
		err := p.Restore(&c, s.Freshness.Of(p.Name()), func(into any) error {
			value, err := tx.Get(partKey(id, p.Number()))
			if err == nil && value == nil {
				err = fault.New(fault.Corrupt, "store_part_missing", "part", p.Name())
			}
			if err != nil {
				return err
			}
			return decode(value, into)
		})
		if err != nil {
			return partner.Customer{}, err
		}
	}
	return c, nil
}

// bare is the customer of a summary, without parts.
func bare(s partner.Summary) partner.Customer {
	return partner.Customer{ID: s.ID, Name: s.Name, PrimaryDomain: s.PrimaryDomain, InitialDomain: s.InitialDomain,
		Sources: s.Sources, ListedAt: s.ListedAt, UnlistedAt: s.UnlistedAt, Entry: s.Entry}
}

// saveCustomer writes what differs from what is kept and returns how many values that were, and whether the customer
// is new.
func saveCustomer(tx Tx, id [16]byte, c *partner.Customer) (written int, isNew bool, err error) {
	put := func(key, value []byte) error {
		old, err := tx.Get(key)
		if fault.KindOf(err) == fault.Corrupt {
			err, old = nil, []byte{} // what can't be read is written anew
		}
		if err != nil || bytes.Equal(old, value) && (old == nil) == (value == nil) {
			return err
		}
		written++
		if value == nil {
			return tx.Delete(key)
		}
		return tx.Set(key, value)
	}
	for _, p := range partner.Parts() {
		var value []byte // nil: what was never seen is not kept
		if known := p.Value(c); known != nil {
			if value, err = encode(known); err != nil {
				return 0, false, err
			}
		}
		if err := put(partKey(id, p.Number()), value); err != nil {
			return 0, false, err
		}
	}
	isNew, err = lacks(tx, id)
	if err != nil {
		return 0, false, err
	}
	value, err := encodeSummary(c.Summary())
	if err != nil {
		return 0, false, err
	}
	return written, isNew, put(summaryKey(id), value)
}

// dropCustomer removes every key of the customer and says whether there was one.
func dropCustomer(tx Tx, id [16]byte) (was bool, err error) {
	for _, p := range partner.Parts() {
		if err := tx.Delete(partKey(id, p.Number())); err != nil {
			return false, err
		}
	}
	none, err := lacks(tx, id)
	if err != nil {
		return false, err
	}
	if none {
		return false, nil
	}
	return true, errors.Join(tx.Set(DroppedKey, []byte{1}), tx.Delete(summaryKey(id)))
}

// lacks says whether nothing is kept of the customer. A summary that can't be read counts: it is there.
func lacks(tx Tx, id [16]byte) (bool, error) {
	b, err := tx.Get(summaryKey(id))
	if fault.KindOf(err) == fault.Corrupt {
		return false, nil
	}
	return b == nil, err
}
