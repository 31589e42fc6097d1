package contract

import (
	"slices"
	"strings"

	"tenantry/backend/catalog"
	"tenantry/backend/message"
)

// Match says where a search found the customer.
type Match struct {
	// Field is name, primaryDomain, domain, initialDomain, tenantId, alias or tag, or what else is known of the
	// customer: phone, contact, address, organization, incident, request, requestContact, outgoing, product (a subscription),
	// delegation.
	Field  string  `json:"field" ts:"MatchField"`
	Text   string  `json:"text"` // the text of that field
	Score  float64 `json:"score"`
	Ranges [][]int `json:"ranges"` // pairs [from, to) in UTF-16 code units of Text
	// Target names the thing that the text tells of: an incident's id, a request's number or local id, the id of a
	// subscription or a relationship; empty: it tells of the customer.
	Target  string   `json:"target"`
	Weak    bool     `json:"weak"`    // the letters only resemble what was asked
	Missing []string `json:"missing"` // words of the question that were not found
}

func matchOf(m *catalog.Match) *Match {
	if m == nil {
		return nil
	}
	out := &Match{Field: m.Field, Text: m.Text, Score: m.Score, Ranges: [][]int{}, Target: m.Target, Weak: m.Weak, Missing: List(m.Missing)}
	for _, x := range m.Ranges {
		out.Ranges = append(out.Ranges, []int{x.From, x.To})
	}
	return out
}

// matchWords are what fields are called, but for those that a list shows anyway.
var matchWords = map[string]string{"domain": "customer_field_domain", "initialDomain": "customer_field_initialDomain", "tenantId": "customer_field_tenantId",
	"alias": "customer_field_alias", "tag": "customer_field_tag", "phone": "customer_field_phone", "contact": "customer_field_contact",
	"address": "customer_field_address", "organization": "customer_field_organization", "incident": "customer_field_incident",
	"request": "customer_field_request", "requestContact": "customer_field_requestContact", "outgoing": "customer_field_outgoing",
	"product": "customer_field_product", "delegation": "customer_field_delegation"}

// otherNames are the fields that hold a name of the customer itself.
var otherNames = []string{"domain", "initialDomain", "tenantId", "alias", "tag"}

// Words say what a list does not show anyway of why the customer was found: by which field, and what is missing.
func (m *Match) Words() (words []message.Message) {
	if m == nil {
		return nil
	}
	if word := matchWords[m.Field]; word != "" {
		key := "customer_found_fact"
		if slices.Contains(otherNames, m.Field) {
			key = "customer_found_name"
		}
		words = append(words, message.Of(key, "field", message.Of(word), "text", m.Text))
	}
	switch {
	case len(m.Missing) > 0:
		words = append(words, message.Of("customer_missing", "words", strings.Join(m.Missing, " ")))
	case m.Weak:
		words = append(words, message.Of("customer_weak"))
	}
	return words
}
