package kv

import (
	"bytes"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// loadCustomer joins the summary and the parts.
func loadCustomer(tx Tx, id [16]byte) (partner.Customer, error) {
	var c partner.Customer
	b, err := tx.Get(summaryKey(id))
	if err != nil {
		return c, err
	}
	if b == nil {
		return c, fault.New(fault.Missing, "store_no_customer")
	}
	var s partner.Summary
	if err := decode(b, &s); err != nil {
		return c, err
	}
	c = partner.Customer{ID: s.ID, Name: s.Name, PrimaryDomain: s.PrimaryDomain, InitialDomain: s.InitialDomain,
		Sources: s.Sources, ListedAt: s.ListedAt, UnlistedAt: s.UnlistedAt, Entry: s.Entry}
	for _, p := range partner.Parts() {
		err := p.Restore(&c, s.Freshness[p.Name()], func(into any) error {
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

// saveCustomer writes what differs from what is kept and returns how many values that were.
func saveCustomer(tx Tx, id [16]byte, c *partner.Customer) (int, error) {
	written := 0
	put := func(key, value []byte) error {
		old, err := tx.Get(key)
		if err != nil || bytes.Equal(old, value) {
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
			var err error
			if value, err = encode(known); err != nil {
				return 0, err
			}
		}
		if err := put(partKey(id, p.Number()), value); err != nil {
			return 0, err
		}
	}
	value, err := encode(c.Summary())
	if err != nil {
		return 0, err
	}
	if err := put(summaryKey(id), value); err != nil {
		return 0, err
	}
	return written, nil
}

// dropCustomer removes every key of the customer.
func dropCustomer(tx Tx, id [16]byte) error {
	for _, p := range partner.Parts() {
		if err := tx.Delete(partKey(id, p.Number())); err != nil {
			return err
		}
	}
	return tx.Delete(summaryKey(id))
}
