package kv

import (
	"bytes"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// part is one of the values that make up a customer.
type part struct {
	key    byte
	name   partner.Part
	encode func(c *partner.Customer) ([]byte, error) // nil when the part was never seen
	decode func(c *partner.Customer, f partner.Freshness, value []byte) error
}

// parts gives each part its number on disk; a number never gets another meaning.
var parts = []part{
	partOf(1, partner.PartDetails, func(c *partner.Customer) *partner.Observed[partner.Details] { return &c.Details }),
	partOf(2, partner.PartHealth, func(c *partner.Customer) *partner.Observed[partner.Health] { return &c.Health }),
	partOf(3, partner.PartSubscriptions, func(c *partner.Customer) *partner.Observed[[]partner.Subscription] { return &c.Subscriptions }),
	partOf(4, partner.PartDelegations, func(c *partner.Customer) *partner.Observed[[]partner.Delegation] { return &c.Delegations }),
	partOf(5, partner.PartRequests, func(c *partner.Customer) *partner.Observed[[]partner.ServiceRequest] { return &c.Requests }),
	partOf(6, partner.PartLinks, func(c *partner.Customer) *partner.Observed[[]partner.Link] { return &c.Links }),
	partOf(7, partner.PartAzure, func(c *partner.Customer) *partner.Observed[[]partner.AzureSubscription] { return &c.Azure }),
}

func partOf[T any](key byte, name partner.Part, at func(*partner.Customer) *partner.Observed[T]) part {
	return part{key: key, name: name,
		encode: func(c *partner.Customer) ([]byte, error) {
			o := at(c)
			if !o.Known() {
				return nil, nil
			}
			return encode(o.Value)
		},
		decode: func(c *partner.Customer, f partner.Freshness, value []byte) error {
			o := at(c)
			o.AsOf, o.Problem = f.AsOf, f.Problem
			if !o.Known() {
				return nil
			}
			if value == nil {
				return fault.New(fault.Corrupt, "store_part_missing", "part", name)
			}
			return decode(value, &o.Value)
		},
	}
}

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
		Sources: s.Sources, ListedAt: s.ListedAt}
	for _, p := range parts {
		f := s.Freshness[p.name]
		var value []byte
		if !f.AsOf.IsZero() {
			if value, err = tx.Get(partKey(id, p.key)); err != nil {
				return partner.Customer{}, err
			}
		}
		if err := p.decode(&c, f, value); err != nil {
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
	for _, p := range parts {
		value, err := p.encode(c)
		if err != nil {
			return 0, err
		}
		if err := put(partKey(id, p.key), value); err != nil {
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
	for _, p := range parts {
		if err := tx.Delete(partKey(id, p.key)); err != nil {
			return err
		}
	}
	return tx.Delete(summaryKey(id))
}
