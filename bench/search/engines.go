package main

import (
	"slices"

	"tenantry/backend/catalog"
	"tenantry/backend/catalog/judged"
	"tenantry/backend/catalog/search"
	"tenantry/backend/partner"
)

// engine finds customers: the tenant ids of at most fifty, best first. close lets go of its memory.
type engine struct {
	name  string
	find  func(text string) []string
	sure  func(text string) []string // those of them that it is sure of; nil: it is sure of all
	close func()
}

// answer is what an engine answers to a set's queries with.
func (e engine) answer(s judged.Set) func(text string) []string {
	if s.Unsure && e.sure != nil {
		return e.sure
	}
	return e.find
}

const limit = 50

// maker makes an engine for customers.
type maker func(customers []judged.Customer) engine

// ours is the catalog.
func ours(customers []judged.Customer) engine { return without(filled(customers), 0) }

// without is a catalog that leaves out some passes.
func without(c *catalog.Catalog, skip search.Pass) engine {
	rows := func(text string) []catalog.Row {
		return c.Query(catalog.Query{Text: text, Limit: limit, Skip: skip}).Rows
	}
	unsure := func(r catalog.Row) bool { return r.Match == nil || r.Match.Weak || len(r.Match.Missing) > 0 }
	return engine{"tenantry", func(text string) []string { return idsOf(rows(text)) },
		func(text string) []string { return idsOf(slices.DeleteFunc(rows(text), unsure)) }, func() {}}
}

func idsOf(rows []catalog.Row) []string {
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = string(r.ID)
	}
	return ids
}

// filled is a catalog of customers with its index made.
func filled(customers []judged.Customer) *catalog.Catalog {
	c := catalog.New()
	c.Replace(entries(customers))
	c.Query(catalog.Query{Text: "warm"})
	return c
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
