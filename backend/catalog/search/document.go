package search

import (
	"slices"
	"strings"

	"tenantry/backend/catalog/search/fold"
	"tenantry/backend/catalog/search/ident"
	"tenantry/backend/catalog/search/script"
)

// Document is what a customer is found by.
type Document struct {
	ID            string // a GUID in lower case, with hyphens
	Name          string
	Aliases, Tags []string
	PrimaryDomain string
	Domains       []string // may name the other two domains again
	InitialDomain string   // the one that Microsoft gave
}

// SameTexts says whether a and b are found by the same words.
func SameTexts(a, b Document) bool {
	return a.Name == b.Name && a.PrimaryDomain == b.PrimaryDomain && a.InitialDomain == b.InitialDomain &&
		slices.Equal(a.Domains, b.Domains) && slices.Equal(a.Aliases, b.Aliases) && slices.Equal(a.Tags, b.Tags)
}

// Source is one state of the documents that are searched. It must not change: an index reads it when
// it is first asked, and again for the documents that it found.
type Source interface {
	// Slots are the numbers of all documents, in order of their ids. A document keeps its number for as
	// long as it is there. The slice is shared; it is not changed.
	Slots() []int32
	// Document is the one in a slot; false if the slot is empty.
	Document(slot int32) (Document, bool)
	// WithID are the slots, in order, whose ids begin with this. The slice is shared; it is not changed.
	WithID(start string) []int32
}

// field says what a text is. The numbers stand in the packed text in front of each string, so they
// must stay below any letter.
type field uint8

const (
	fieldID field = iota + 1
	fieldName
	fieldAlias
	fieldTag
	fieldReading // a name in Latin letters that is written in others
	fieldPrimary
	fieldDomain
	fieldInitial
)

var fieldNames = [...]string{fieldID: "tenantId", fieldName: "name", fieldAlias: "alias", fieldTag: "tag", fieldReading: "name",
	fieldPrimary: "primaryDomain", fieldDomain: "domain", fieldInitial: "initialDomain"}

// Fields lists the words for what a text is.
func Fields() []string { return fieldNames[fieldID:] }

func (f field) isDomain() bool { return f >= fieldPrimary }

// isNamed says whether the text is a name of an organisation.
func (f field) isNamed() bool { return f == fieldName || f == fieldAlias || f == fieldReading }

// texts yields what a document is searched by, always in the same order: what to show, and what of it
// to search.
func (d *Document) texts(yield func(f field, show, find string)) {
	yield(fieldName, d.Name, d.Name)
	readings(d.Name, yield)
	for _, a := range d.Aliases {
		yield(fieldAlias, a, a)
		readings(a, yield)
	}
	for _, t := range d.Tags {
		yield(fieldTag, t, t)
	}
	domain := func(f field, text string) {
		if text == "" {
			return
		}
		text = strings.ToLower(text)
		yield(f, text, whole(ident.TrimInitial(text)))
		if other := ident.OtherForm(text); other != "" {
			yield(f, other, whole(other))
		}
	}
	domain(fieldPrimary, d.PrimaryDomain)
	for _, text := range d.Domains {
		if text != d.PrimaryDomain && text != d.InitialDomain {
			domain(fieldDomain, text)
		}
	}
	if d.InitialDomain != d.PrimaryDomain {
		domain(fieldInitial, d.InitialDomain)
	}
}

// whole is a domain without the hyphens of punycode: what stands behind them is no word.
func whole(domain string) string {
	if strings.Contains(domain, "xn--") {
		return strings.ReplaceAll(domain, "-", "")
	}
	return domain
}

// readings yields how a name of another script is written in Latin letters.
func readings(name string, yield func(f field, show, find string)) {
	usual, ok := script.Latin(name)
	if !ok {
		return
	}
	yield(fieldReading, name, usual)
	for _, other := range script.Readings(name) {
		yield(fieldReading, name, other)
	}
}

// textOfDomain is which of the texts is the domain; -1: none.
func (d *Document) textOfDomain(domain string) int {
	n, at := -1, 0
	d.texts(func(f field, show, _ string) {
		if n < 0 && f.isDomain() && slices.Contains(ident.DomainForms(show), domain) {
			n = at
		}
		at++
	})
	return n
}

// textCalled is which of the texts is a name or an alias that folds to this; -1: none.
func (d *Document) textCalled(folded string) int {
	n, at := -1, 0
	d.texts(func(f field, show, _ string) {
		if n < 0 && (f == fieldName || f == fieldAlias) && fold.Text(show) == folded {
			n = at
		}
		at++
	})
	return n
}
