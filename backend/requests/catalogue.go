package requests

import (
	"context"
	"time"

	"tenantry/backend/partner"
)

// Keys of Azure's support catalogue among the cache's values; it is the same for every customer.
const (
	servicesKey = "azure-services"  // supportServices
	problemsKey = "azure-problems/" // + service: supportProblems
)

type supportServices struct {
	At       time.Time                `cbor:"1,keyasint"`
	Services []partner.SupportService `cbor:"2,keyasint"`
}

type supportProblems struct {
	At       time.Time                       `cbor:"1,keyasint"`
	Problems []partner.ProblemClassification `cbor:"2,keyasint"`
}

func (c *Choices) catalogue() (known supportServices, err error) {
	_, err = c.values.Get(servicesKey, &known)
	return known, err
}

// readCatalogue reads Azure's support catalogue, all of it, so that a request can be written offline.
func (c *Choices) readCatalogue(ctx context.Context, r Reader, id partner.TenantID) error {
	services, err := r.Services(ctx, id)
	if err != nil {
		return err
	}
	for _, s := range services {
		if _, err := c.readProblems(ctx, r, id, s.ID); err != nil {
			return err
		}
	}
	return c.values.Put(servicesKey, supportServices{At: c.now(), Services: services})
}

func (c *Choices) readProblems(ctx context.Context, r Reader, id partner.TenantID, service string) ([]partner.ProblemClassification, error) {
	problems, err := r.Classifications(ctx, id, service)
	if err != nil {
		return nil, err
	}
	return problems, c.values.Put(problemsKey+service, supportProblems{At: c.now(), Problems: problems})
}

// Classifications are the kinds of problems of one of Azure's services: from the cache, else from Azure with
// the customer's token.
func (c *Choices) Classifications(ctx context.Context, id partner.TenantID, service string) ([]partner.ProblemClassification, error) {
	if _, _, err := c.customer(id); err != nil {
		return nil, err
	}
	var known supportProblems
	if _, err := c.values.Get(problemsKey+service, &known); err != nil {
		return nil, err
	}
	if c.now().Sub(known.At) <= catalogueTTL {
		return known.Problems, nil
	}
	var problems []partner.ProblemClassification
	err := c.reach(ctx, func(ctx context.Context, r Reader) (err error) {
		problems, err = c.readProblems(ctx, r, id, service)
		return err
	})
	if err != nil && len(known.Problems) > 0 {
		return known.Problems, nil // an old list is better than none
	}
	return problems, err
}
