package contract

import (
	"testing"

	"tenantry/backend/catalog"
)

func TestEveryFieldThatNoColumnShowsHasAWord(t *testing.T) {
	for _, field := range catalog.MatchFields() {
		shown := field == "name" || field == "primaryDomain"
		if words := (&Match{Field: field, Text: "x"}).Words(); (len(words) == 0) != shown {
			t.Errorf("a match in %s is told as %v", field, words)
		}
	}
}
