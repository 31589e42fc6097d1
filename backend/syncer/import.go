package syncer

import (
	"slices"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/roster"
	"tenantry/backend/store"
)

// Imported says what an import did.
type Imported struct {
	Added, Updated, Unchanged int
}

// Import takes over the customers of a file as far as no list names them: new ones are saved with
// the source "import" until a sync confirms or drops them, and an earlier import is corrected. A
// customer that a list named stays as it is. publish may be nil.
func Import(cache store.Cache, entries []roster.Entry, publish func([]partner.Summary, []partner.TenantID)) (Imported, error) {
	var r Imported
	var changed []partner.Summary
	defer func() {
		if publish != nil && len(changed) > 0 {
			publish(changed, nil)
		}
	}()
	for _, e := range entries {
		h := cache.Context(e.ID)
		c, err := h.Load()
		isNew := fault.KindOf(err) == fault.Missing
		switch {
		case isNew:
			c = partner.Customer{ID: e.ID, Sources: []partner.Source{partner.SourceImport}}
		case err != nil:
			return r, err
		case !slices.Equal(c.Sources, []partner.Source{partner.SourceImport}) || c.Details.Known():
			r.Unchanged++
			continue
		}
		c.Name, c.PrimaryDomain = e.Name, e.PrimaryDomain
		written, err := h.Save(c)
		if err != nil {
			return r, err
		}
		switch {
		case isNew:
			r.Added++
		case written > 0:
			r.Updated++
		default:
			r.Unchanged++
			continue
		}
		changed = append(changed, c.Summary())
	}
	return r, nil
}
