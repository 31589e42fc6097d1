package message

import (
	"io/fs"
	"slices"
)

// The tests of this folder look into the catalogue of the program itself.

// Shared is the program's catalogue.
func Shared() *Catalogue { return shared() }

// Load reads a catalogue whole.
func Load(from fs.FS) (*Catalogue, error) {
	c := open(from)
	for _, read := range c.byLanguage {
		if _, err := read(); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// Keys lists the keys of a language.
func (c *Catalogue) Keys(l Language) map[string]bool {
	keys := map[string]bool{}
	for key := range c.in(l) {
		keys[key] = true
	}
	return keys
}

// Texts are the texts of a sentence, one per form.
func (c *Catalogue) Texts(l Language, key string) (texts []string) {
	for _, v := range c.in(l)[key].variants {
		texts = append(texts, v.text)
	}
	return texts
}

// Placeholders are the names that a sentence is about.
func (c *Catalogue) Placeholders(l Language, key string) []string {
	return c.in(l)[key].placeholders()
}

// Chooses says whether a parameter chooses among the texts of a sentence.
func (c *Catalogue) Chooses(l Language, key, name string) bool {
	return slices.ContainsFunc(c.in(l)[key].selectors, func(s selector) bool { return s.param == name })
}
