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

// shared is the catalogue of the program. A language is read when the first sentence of it is asked for: most
// runs of the command line need one, and reading them all would be a third of what a start takes.
var shared = sync.OnceValue(func() *Catalogue { return open(files) })

// Catalogue is sentences by language and key. It doesn't change.
type Catalogue struct {
	byLanguage map[Language]func() (map[string]sentence, error)
}

// open makes a catalogue of a folder per language, in each the same files.
func open(from fs.FS) *Catalogue {
	c := &Catalogue{byLanguage: map[Language]func() (map[string]sentence, error){}}
	names, _ := fs.Glob(from, "*/*.json") // fails for a wrong pattern only
	for _, name := range names {
		folder := path.Dir(name)
		if _, known := c.byLanguage[Language(folder)]; !known {
			c.byLanguage[Language(folder)] = sync.OnceValues(func() (map[string]sentence, error) { return readFolder(from, folder) })
		}
	}
	return c
}

// in are the sentences of a language; none of one that the catalogue doesn't have.
func (c *Catalogue) in(l Language) map[string]sentence {
	read := c.byLanguage[l]
	if read == nil {
		return nil
	}
	all, err := read()
	if err != nil {
		panic(err) // a file of the program itself: wrong at every start or never, and a test reads them all
	}
	return all
}

// Languages lists the languages, in alphabetical order.
func (c *Catalogue) Languages() []Language { return slices.Sorted(maps.Keys(c.byLanguage)) }

// Has says whether there is a sentence under key.
func (c *Catalogue) Has(key string) bool {
	_, ok := c.in(English)[key]
	return ok
}

// sentence is the one under key, and the language that it is in: English where l lacks it.
func (c *Catalogue) sentence(l Language, key string) (sentence, Language, bool) {
	if s, ok := c.in(l)[key]; ok {
		return s, l, true
	}
	s, ok := c.in(English)[key]
	return s, English, ok
}

// readFolder reads one language.
func readFolder(from fs.FS, folder string) (map[string]sentence, error) {
	names, err := fs.Glob(from, folder+"/*.json")
	if err != nil {
		return nil, err
	}
	out := map[string]sentence{}
	for _, name := range names {
		b, err := fs.ReadFile(from, name)
		if err != nil {
			return nil, err
		}
		all, err := read(b)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for key, s := range all {
			if _, twice := out[key]; twice {
				return nil, fmt.Errorf("%s: the key %s stands in another file too", name, key)
			}
			out[key] = s
		}
	}
	return out, nil
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
