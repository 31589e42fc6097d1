package message

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed */*.json
var files embed.FS

var shared = sync.OnceValue(func() *Catalogue {
	c, err := Load(files)
	if err != nil {
		panic(err) // a file of the program itself: wrong at every start or never
	}
	return c
})

// Catalogue is sentences by language and key. It doesn't change.
type Catalogue struct {
	byLanguage map[Language]map[string]sentence
}

// Load reads a catalogue: a folder per language, in each the same files.
func Load(from fs.FS) (*Catalogue, error) {
	names, err := fs.Glob(from, "*/*.json")
	if err != nil {
		return nil, err
	}
	c := &Catalogue{byLanguage: map[Language]map[string]sentence{}}
	for _, name := range names {
		b, err := fs.ReadFile(from, name)
		if err != nil {
			return nil, err
		}
		all, err := read(b)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		l := Language(path.Dir(name))
		if c.byLanguage[l] == nil {
			c.byLanguage[l] = map[string]sentence{}
		}
		for key, s := range all {
			if _, twice := c.byLanguage[l][key]; twice {
				return nil, fmt.Errorf("%s: the key %s stands in another file too", name, key)
			}
			c.byLanguage[l][key] = s
		}
	}
	return c, nil
}

// Languages lists the languages, in alphabetical order.
func (c *Catalogue) Languages() []Language { return slices.Sorted(maps.Keys(c.byLanguage)) }

// Has says whether there is a sentence under key.
func (c *Catalogue) Has(key string) bool {
	_, ok := c.byLanguage[English][key]
	return ok
}

// sentence is the one under key, and the language that it is in: English where l lacks it.
func (c *Catalogue) sentence(l Language, key string) (sentence, Language, bool) {
	if s, ok := c.byLanguage[l][key]; ok {
		return s, l, true
	}
	s, ok := c.byLanguage[English][key]
	return s, English, ok
}

// read reads one file. A key that begins with "$" is about the file.
func read(b []byte) (map[string]sentence, error) {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		return nil, err
	}
	out := map[string]sentence{}
	for key, value := range raw {
		if strings.HasPrefix(key, "$") {
			continue
		}
		s, err := readSentence(value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		out[key] = s
	}
	return out, nil
}
