package main

import (
	"tenantry/backend/catalog"
	"tenantry/backend/catalog/judged"
	"tenantry/backend/catalog/search"
	"tenantry/backend/partner"
)

// engine finds customers: the tenant ids of at most fifty, best first. close lets go of its memory.
type engine struct {
	name  string
	find  func(text string) []string
	close func()
}

const limit = 50

// maker makes an engine for customers.
type maker func(customers []judged.Customer) engine

// ours is the catalog with some passes left out.
func ours(skip search.Pass) maker {
	return func(customers []judged.Customer) engine {
		return engine{"tenantry", asking(filled(customers), skip), func() {}}
	}
}

// filled is a catalog of customers with its index made.
func filled(customers []judged.Customer) *catalog.Catalog {
	c := catalog.New()
	c.Replace(entries(customers))
	c.Query(catalog.Query{Text: "warm"})
	return c
}

func asking(c *catalog.Catalog, skip search.Pass) func(string) []string {
	return func(text string) []string {
		page := c.Query(catalog.Query{Text: text, Limit: limit, Skip: skip})
		ids := make([]string, len(page.Rows))
		for i, r := range page.Rows {
			ids[i] = string(r.ID)
		}
		return ids
	}
}

// entries makes of customers what the catalog takes.
func entries(customers []judged.Customer) []catalog.Entry {
	out := make([]catalog.Entry, len(customers))
	for i, c := range customers {
		out[i].Summary = partner.Summary{ID: partner.TenantID(c.ID), Name: c.Name, PrimaryDomain: c.Domain,
			InitialDomain: c.Initial, Domains: []string{c.Domain, c.Initial}}
	}
	return out
}

// line is what a customer is found by, for those who search one text.
func line(c judged.Customer) string { return c.Name + " " + c.Domain + " " + c.Initial + " " + c.ID }
