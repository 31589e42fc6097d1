package ticket

import (
	_ "embed"
	"encoding/json"
	"slices"
	"sync"
)

// Markup is how a text is marked.
type Markup string

// The markups.
const (
	Plain    Markup = "plain"
	Markdown Markup = "markdown"
	HTML     Markup = "html"
)

// System is where a ticket goes.
type System struct {
	Key    string `json:"key"`
	Name   string `json:"name"` // a product's; empty: any, as plain text
	Markup Markup `json:"markup"`
}

//go:embed systems.json
var file []byte

var systems = sync.OnceValue(func() (all []System) {
	if err := json.Unmarshal(file, &all); err != nil {
		panic("systems.json: " + err.Error()) // the program's own: it is right or the tests fail
	}
	return all
})

// Systems lists them.
func Systems() []System { return slices.Clone(systems()) }

// Keys are those of the systems.
func Keys() (keys []string) {
	for _, s := range systems() {
		keys = append(keys, s.Key)
	}
	return keys
}

// SystemNamed finds a system by its key.
func SystemNamed(key string) (System, bool) {
	i := slices.IndexFunc(systems(), func(s System) bool { return s.Key == key })
	if i < 0 {
		return System{}, false
	}
	return systems()[i], true
}
