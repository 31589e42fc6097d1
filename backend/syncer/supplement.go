package syncer

import (
	"cmp"
	"context"
	"slices"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Supplement is a part of customers that the partner's own side tells, of several with one request: whatever
// the customers' tenants refuse. Every sync reads what is older than [Pace].Details, after the health.
type Supplement struct {
	Part partner.Part
	// Size is of how many customers one request tells; Most is how many requests a sync may make, 0: any number.
	Size, Most int
	Of         func(partner.Summary) bool // of whom it is read
	// Read tells of the customers; an error means that the request as a whole failed.
	Read func(context.Context, []partner.TenantID) (map[partner.TenantID]partner.Reading, error)
}

// due are the customers to ask about, who were never asked about or longest ago first.
func (x Supplement) due(known []partner.Summary, full bool, ttl time.Duration, now time.Time) (ids []partner.TenantID) {
	tried := func(s partner.Summary) time.Time {
		f := s.Freshness.Of(x.Part)
		if f.Problem != nil && f.Problem.At.After(f.AsOf) {
			return f.Problem.At
		}
		return f.AsOf
	}
	var todo []partner.Summary
	for _, s := range known {
		if age := now.Sub(tried(s)); x.Of(s) && (full || age < 0 || age >= ttl) {
			todo = append(todo, s)
		}
	}
	slices.SortStableFunc(todo, func(a, b partner.Summary) int {
		return cmp.Or(tried(a).Compare(tried(b)), cmp.Compare(a.ID, b.ID))
	})
	for _, s := range todo {
		ids = append(ids, s.ID)
	}
	return ids
}

// supplement reads the supplements, one request at a time: they are for tomorrow, and must not stand in the way
// of what is for now. A request that fails as a whole ends its supplement, one that nobody answers all of them; the
// next sync tries again. The error
// is that of the disk, or of ctx.
func (s *Syncer) supplement(ctx context.Context, full bool) error {
	if len(s.o.Supplements) == 0 {
		return nil
	}
	known, err := s.kept.summaries()
	if err != nil {
		return err
	}
	for _, x := range s.o.Supplements {
		made := 0
		for ids := range slices.Chunk(x.due(known, full, s.o.Pace().Details, s.o.Now()), x.Size) {
			if made++; x.Most > 0 && made > x.Most {
				break
			}
			asked := s.o.Now()
			told, err := x.Read(ctx, ids)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if fault.KindOf(err) == fault.Offline {
				return nil // nor would the others be answered, and each would wait for it
			}
			if err != nil {
				break
			}
			for id, reading := range told {
				if _, err := s.kept.change(id, func(c *partner.Customer) { c.Absorb(reading, asked, s.o.Now()) }); err != nil && fault.KindOf(err) != fault.Missing {
					return err
				}
			}
		}
	}
	return nil
}

// summaries are all that is kept.
func (k *Commits) summaries() (known []partner.Summary, err error) {
	for s, err := range k.cache.Summaries() {
		if err != nil {
			return nil, err
		}
		known = append(known, s)
	}
	return known, nil
}
