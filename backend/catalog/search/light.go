package search

import (
	"math/bits"

	"tenantry/backend/catalog/search/lexis"
)

// lightWords says which words of a name, by their bits, tell little of whom it means, and which of them are stop words;
// and the legal form among them, 0 if there is none.
func lightWords(words []string, forms []lexis.Form) (light, stop uint64, form uint16) {
	words = words[:min(len(words), 64)]
	for _, f := range forms {
		for i := f.From; i < min(f.To, len(words)); i++ {
			light |= 1 << i
		}
		if form == 0 || f.Family != lexis.Company && lexis.FamilyOf(form) == lexis.Company {
			form = f.ID
		}
	}
	for i, w := range words {
		if light>>i&1 == 0 && lexis.Stop(w) {
			stop |= 1 << i
		}
	}
	if bits.OnesCount64(light|stop) == len(words) {
		return 0, 0, form // a name tells something
	}
	return light | stop, stop, form
}

// sameForm is 1 if the form typed is the form had, or none was typed; less the less they have in common.
func sameForm(typed, had uint16) float32 {
	switch {
	case typed == 0 || typed == had || had != 0 && lexis.SameForm(typed, had):
		return 1
	case had == 0:
		return 0.5
	case lexis.SameFamily(typed, had):
		return 0.7
	case lexis.FamilyOf(typed) == lexis.Company || lexis.FamilyOf(had) == lexis.Company:
		return 0.4
	}
	return 0
}
