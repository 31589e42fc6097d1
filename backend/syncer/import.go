package syncer

import (
	"slices"

	"tenantry/backend/customerexport"
	"tenantry/backend/partner"
)

// Imported says what an import did.
type Imported struct {
	Added, Updated, Unchanged int
}

// Import takes over the customers of a file as far as no list names them: new ones are saved with
// the source "import" until a sync confirms or drops them, and an earlier import is corrected. A
// customer that a list named stays as it is.
func (k *Commits) Import(entries []customerexport.Entry) (r Imported, err error) {
	defer k.news.flush()
	for _, e := range entries {
		var isNew bool
		written, err := k.add(e.ID, func(c *partner.Customer, begun bool) (bool, []partner.Event) {
			isNew = begun
			if isNew {
				c.Sources = []partner.Source{partner.SourceImport}
			}
			if !slices.Equal(c.Sources, []partner.Source{partner.SourceImport}) || c.Details.Known() {
				return false, nil
			}
			c.Name, c.PrimaryDomain = e.Name, e.PrimaryDomain
			return true, nil
		})
		switch {
		case err != nil:
			return r, err
		case isNew:
			r.Added++
		case written > 0:
			r.Updated++
		default:
			r.Unchanged++
		}
	}
	return r, nil
}
