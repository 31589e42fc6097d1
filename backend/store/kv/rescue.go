package kv

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/seal"
)

// Rescued says what became of the customers of a cache that was damaged.
type Rescued struct {
	Read    int // are in the new cache, though perhaps without a part that could not be read
	Without int // of those: have no delegated access, and stand apart from the list
	// Lost are known to have been there and are not in the new cache.
	Lost int
	// Uncertain says that there may have been more: the tally is lost too, or not the newest.
	Uncertain bool
	Names     []string // of the lost, where something of them tells it
}

// Remains is what could be read of a database.
type Remains struct {
	Values map[string][]byte // by their keys
	// MayLack says whether a newer value of the key may have been in what could not be read.
	MayLack func(key []byte) bool
}

// Rescue saves into c, which is empty, what of remains still says what it said when it was sealed in box, or, where it
// is of a program that did not seal yet (and sealedOnly is false), what can be read. What comes from outside or from a newer program stays out.
func (c *Cache) Rescue(left Remains, box seal.Box, sealedOnly bool) (Rescued, error) {
	remains := left.Values
	r := rescue{remains: remains, box: box}
	var schema uint64
	switch marker := remains[string(schemaPrefix)]; {
	case marker == nil: // lost like others; only what is sealed is believed
	case r.read([]byte{schemaPrefix}, &schema) == nil:
		if schema != CacheSchema {
			return Rescued{Uncertain: true}, nil
		}
	case !sealedOnly && decode(marker, &schema) == nil && schema == unsealedCache:
		r.plain = true
	}
	want, changes, sure := -1, uint64(0), false
	for _, key := range [][]byte{{tallyPrefix}, {tallyAgain}} {
		var kept keptTally
		sure = sure || !left.MayLack(key)
		if r.read(key, &kept) == nil && (want < 0 || kept.Changes > changes) {
			want, changes = kept.Customers, kept.Changes
		}
	}
	out := Rescued{Uncertain: want < 0 || !sure}
	lost := map[string]bool{}
	for _, key := range slices.Sorted(maps.Keys(remains)) {
		switch {
		case key == string(pictureKey): // of more customers than are rescued
		case key[0] == settingPrefix:
			if err := r.setting(c.db, key); err != nil {
				return out, err
			}
		case key[0] == noticedPrefix:
			if err := r.noticed(c.db, key); err != nil {
				return out, err
			}
		case key[0] == summaryPrefix && len(key) == 17:
			access, saved, err := r.customer(c, [16]byte([]byte(key[1:])))
			switch {
			case err != nil:
				return out, err
			case !saved:
				lost[key[1:]] = true
				continue
			case !access.Delegated():
				out.Without++
			}
			out.Read++
		case key[0] == partPrefix && len(key) == 18 && remains[string(summaryPrefix)+key[1:17]] == nil:
			lost[key[1:17]] = true
		}
	}
	out.Lost = max(len(lost), want-out.Read)
	for _, id := range slices.Sorted(maps.Keys(lost)) {
		if name := r.name([16]byte([]byte(id))); name != "" {
			out.Names = append(out.Names, name)
		}
	}
	return out, nil
}

// rescue reads what remains of a database.
type rescue struct {
	remains map[string][]byte
	box     seal.Box
	plain   bool // what has no seal counts too
}

func (r rescue) value(key []byte) ([]byte, error) {
	value := r.remains[string(key)]
	if value == nil {
		return nil, fault.New(fault.Corrupt, "store_empty")
	}
	open, err := unsealed(r.box, key, value)
	if err != nil && r.plain {
		return value, nil
	}
	return open, err
}

func (r rescue) read(key []byte, into any) error {
	b, err := r.value(key)
	if err != nil {
		return err
	}
	return decode(b, into)
}

func (r rescue) summary(id [16]byte) (partner.Summary, error) {
	b, err := r.value(summaryKey(id))
	if err != nil {
		return partner.Summary{}, err
	}
	return decodeSummary(b)
}

func (r rescue) setting(db DB, key string) error {
	value, err := r.value([]byte(key))
	if err != nil || !bytes.HasPrefix(value, []byte{formatCBOR}) {
		return nil // it is asked for again, or made anew
	}
	return db.Update(func(tx Tx) error { return tx.Set([]byte(key), value) })
}

// noticed saves what the log of changes does not have yet.
func (r rescue) noticed(db DB, key string) error {
	value, err := r.value([]byte(key))
	if err == nil {
		_, err = unpackEvents(value)
	}
	if err != nil {
		return nil
	}
	return db.Update(func(tx Tx) error { return tx.Set([]byte(key), value) })
}

// customer saves a customer whose summary can be read, with the parts that can be read.
func (r rescue) customer(c *Cache, id [16]byte) (access partner.Access, saved bool, err error) {
	s, err := r.summary(id)
	if err != nil || s.ID != partner.TenantID(uuid.UUID(id).String()) {
		return access, false, nil
	}
	v := bare(s)
	for _, p := range partner.Parts() {
		err := p.Restore(&v, s.Freshness.Of(p.Name()), func(into any) error { return r.read(partKey(id, p.Number()), into) })
		if err != nil {
			_ = p.Restore(&v, partner.Freshness{}, nil) // as if it was never seen: the next sync asks for it
		}
	}
	if _, err := c.Context(v.ID).Save(v); err != nil {
		return access, false, fmt.Errorf("rescue: %w", err)
	}
	return v.Access(), true, nil
}

// name is what a customer without a summary is called, as far as it is known.
func (r rescue) name(id [16]byte) string {
	var d partner.Details
	for _, p := range []partner.AnyPart{partner.DetailsPart, partner.TenantInformationPart} {
		if r.read(partKey(id, p.Number()), &d) == nil && d.DisplayName != "" {
			return d.DisplayName
		}
	}
	return ""
}
