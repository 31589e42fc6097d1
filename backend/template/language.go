package template

import (
	"embed"
	"encoding/json"
	"path"
	"slices"
	"strings"
	"sync"
)

// English is what a language that is not known gets.
const English = "en"

//go:embed templates/*.json
var files embed.FS

// language is all that the texts say in one language. A third one is one more file.
type language struct {
	// How a date and a time are written: {day}, {month}, {year}; the first of a month; {day}, {time}.
	Day, FirstDay, Moment string
	Months                [12]string
	Headings              headings
	Severities            map[string]string
	Templates             []struct {
		ID, Name, Severity, Product, Title string
		Description, StepsTried            []string // lines
	}
}

// headings are added to what the user wrote.
type headings struct {
	Affected, Steps, Product, Problem, Contact, Incident, Customer, Tenant, Reference, Severity string

	Colon string // French sets a space before it
}

// languages are read at the first need; the files are the program's own, so they are right or the tests fail.
var languages = sync.OnceValue(func() map[string]language {
	entries, err := files.ReadDir("templates")
	if err != nil {
		panic(err)
	}
	all := map[string]language{}
	for _, e := range entries {
		b, err := files.ReadFile(path.Join("templates", e.Name()))
		if err != nil {
			panic(err)
		}
		var l language
		if err := json.Unmarshal(b, &l); err != nil {
			panic(e.Name() + ": " + err.Error())
		}
		all[strings.TrimSuffix(e.Name(), ".json")] = l
	}
	return all
})

// Languages lists those in which texts are written, English first.
func Languages() []string {
	names := []string{English}
	for name := range languages() {
		if name != English {
			names = append(names, name)
		}
	}
	slices.Sort(names[1:])
	return names
}

// in is what the texts say in a language; one that is not known gets English.
func in(name string) language {
	if l, ok := languages()[name]; ok {
		return l
	}
	return languages()[English]
}
