package search

import "slices"

// lightWords says which words of a name, by their bits, tell little of whom it means, and the legal form among them.
func lightWords(words []string) (light uint64, form uint16) {
	n := min(len(words), 64)
	for i, w := range words[:n] {
		if stopWord(w) {
			light |= 1 << i
		}
		switch w {
		case "ag", "gmbh", "inc", "ltd", "llc", "sa", "srl", "corp", "corporation", "limited", "company", "co":
			light |= 1 << i
			form = uint16(len(w))
		}
	}
	if n > 0 && light == 1<<n-1 {
		return 0, 0 // a name tells something
	}
	return light, form
}

// sameForm is 1 if the form typed is the form had, or none was typed; less the less they have in common.
func sameForm(typed, had uint16) float32 {
	switch {
	case typed == 0 || typed == had:
		return 1
	case had == 0:
		return 0.5
	}
	return 0
}

// sameWords are other ways to write a word.
func sameWords(string) []string { return nil }

// generic says whether a word is a commonplace in names of organisations.
func generic(string) bool { return false }

func stopWord(w string) bool {
	return slices.Contains([]string{"the", "of", "and", "und", "et", "y", "e", "og", "och", "de", "for"}, w)
}
