package mailing

import (
	"slices"
	"strings"

	"tenantry/backend/postal"
	"tenantry/backend/template"
)

// countries are those whose organisations are written to in a language other than English without being asked:
// where French alone is what business is done in. Belgium, Switzerland and Canada are not here, for a country does
// not tell which of their languages a customer reads.
var countries = map[string]string{"FR": "fr", "MC": "fr", "LU": "fr", "GP": "fr", "GF": "fr", "MQ": "fr", "RE": "fr", "YT": "fr",
	"PM": "fr", "BL": "fr", "MF": "fr", "NC": "fr", "PF": "fr", "WF": "fr"}

// Language is the one to write to a customer in: what the user chose, else what a tag of the customer's says, else
// that of the country in its address (a name or its two letters), else the program's. A language that has no texts counts as not told.
func Language(chosen, byTag, country, program string) string {
	for _, l := range []string{chosen, byTag, countries[postal.Code(country)], program} {
		if slices.Contains(template.Languages(), l) {
			return l
		}
	}
	return template.English
}

// tagged are the tags that say in which language a customer reads.
var tagged = map[string]string{"en": "en", "english": "en", "anglais": "en", "fr": "fr", "french": "fr", "français": "fr", "francais": "fr"}

// TagLanguage is the language that a customer's tags name, by its name or its two letters; empty where they name none, or
// more than one.
func TagLanguage(tags []string) (language string) {
	for _, t := range tags {
		switch l := tagged[strings.ToLower(strings.TrimSpace(t))]; {
		case l == "" || l == language:
		case language != "":
			return ""
		default:
			language = l
		}
	}
	return language
}
