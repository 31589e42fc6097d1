package catalog

import (
	"strings"
	"time"

	"tenantry/backend/catalog/search"
	"tenantry/backend/catalog/search/fold"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Entry is what the catalog keeps of one customer: what the cloud said and what the user marked and wrote.
// An entry handed in or out is shared, not copied: nobody may change what it points to.
type Entry struct {
	partner.Summary
	partner.Marks
	Written []partner.Fact // what is outgoing, as the customer is found by it
}

// row is an entry with what sorting and filtering ask for again and again. It is immutable.
type row struct {
	Entry
	problem  *fault.Problem
	asOf     time.Time
	nameKey  string // order by name: folded, numbers by value
	domain   string // order by domain: lower case
	severity uint8  // order by health: the smaller the worse
}

func newRow(e Entry) *row {
	r := rowOf(e)
	return &r
}

// newRows makes many at once, which lie in one piece of memory.
func newRows(entries []Entry) []*row {
	rows, at := make([]row, len(entries)), make([]*row, len(entries))
	for i, e := range entries {
		rows[i] = rowOf(e)
		at[i] = &rows[i]
	}
	return at
}

func rowOf(e Entry) row {
	r := row{Entry: e, problem: e.Problem(), asOf: e.AsOf(), nameKey: naturalKey(fold.Text(e.Name)), domain: strings.ToLower(e.PrimaryDomain)}
	r.severity = severity(e.Health, r.problem != nil)
	return r
}

// severity orders health by how much it asks for a look: outage, degraded, advisory, unknown with
// a problem, unknown, healthy.
func severity(s partner.HealthState, problem bool) uint8 {
	switch s {
	case partner.Outage:
		return 0
	case partner.Degraded:
		return 1
	case partner.Advisory:
		return 2
	case partner.Healthy:
		return 5
	}
	if problem {
		return 3
	}
	return 4
}

// document is what a customer is found by.
func (r *row) document() search.Document {
	return search.Document{ID: string(r.ID), Name: r.Name, Aliases: r.Aliases, Tags: r.Tags,
		PrimaryDomain: r.PrimaryDomain, Domains: r.Domains, InitialDomain: r.InitialDomain}
}

// naturalKey makes a folded name sort with its numbers by value: "site 9" before "site 10". Each run
// of digits is written as its length (without leading zeros) and then the digits.
func naturalKey(folded string) string {
	if strings.IndexFunc(folded, asciiDigit) < 0 {
		return folded
	}
	key := make([]byte, 0, len(folded)+4)
	for folded != "" {
		if !asciiDigit(rune(folded[0])) {
			key = append(key, folded[0])
			folded = folded[1:]
			continue
		}
		digits := folded
		if end := strings.IndexFunc(folded, func(r rune) bool { return !asciiDigit(r) }); end >= 0 {
			digits = folded[:end]
		}
		folded = folded[len(digits):]
		digits = strings.TrimLeft(digits, "0")
		// The length is a byte between '0' and '9', so that digits stay before letters; numbers of
		// more than nine digits are no quantities and compare as text.
		key = append(key, '0'+byte(min(len(digits), 9)))
		key = append(key, digits...)
	}
	return string(key)
}

func asciiDigit(r rune) bool { return '0' <= r && r <= '9' }
