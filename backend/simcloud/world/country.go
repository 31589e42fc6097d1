package world

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

// word is a part of a name: as written, and in Latin letters for domains.
type word struct{ native, latin string }

// place is a city with its state or region.
type place struct {
	word
	state string
}

// country is what companies of one country are made of.
type country struct {
	code, name, culture, phone, tld, postal, street string
	patterns, forms, roads                          []string
	first, field                                    []word
	cities                                          []place
}

// Every country has as many words, so that names can be counted through.
const (
	firstWords = 16
	fieldWords = 12
	cityCount  = 6
)

//go:embed countries.txt
var countryText string

var countries = sync.OnceValue(func() []country {
	list, err := parseCountries(countryText)
	if err != nil {
		panic("simcloud: countries.txt: " + err.Error())
	}
	return list
})

func parseCountries(text string) ([]country, error) {
	var list []country
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimLeft(line, " \t")
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] == '[' {
			code, rest, _ := strings.Cut(line[1:], "] ")
			parts := strings.Split(rest, "|")
			if len(parts) != 3 {
				return nil, fmt.Errorf("line %d: want name|culture|phone", n+1)
			}
			list = append(list, country{code: code, name: parts[0], culture: parts[1], phone: parts[2]})
			continue
		}
		key, rest, _ := strings.Cut(line, " ")
		if len(list) == 0 || !list[len(list)-1].set(key, rest) {
			return nil, fmt.Errorf("line %d: unknown key %q", n+1, key)
		}
	}
	for _, c := range list {
		if len(c.first) != firstWords || len(c.field) != fieldWords || len(c.cities) != cityCount || len(c.roads) == 0 || len(c.forms) == 0 {
			return nil, fmt.Errorf("%s: %d first words, %d fields, %d cities", c.code, len(c.first), len(c.field), len(c.cities))
		}
	}
	return list, nil
}

func (c *country) set(key, rest string) bool {
	parts := strings.Split(rest, "|")
	switch key {
	case "tld":
		c.tld = rest
	case "postal":
		c.postal = rest
	case "street":
		c.street = rest
	case "name":
		c.patterns = parts
	case "form":
		c.forms = parts
	case "road":
		c.roads = parts
	case "first":
		c.first = words(parts)
	case "field":
		c.field = words(parts)
	case "city":
		for _, p := range parts {
			f := strings.SplitN(p, "/", 3)
			c.cities = append(c.cities, place{word{f[0], f[1]}, f[2]})
		}
	default:
		return false
	}
	return true
}

func words(parts []string) []word {
	out := make([]word, len(parts))
	for i, p := range parts {
		native, latin, _ := strings.Cut(p, "/")
		out[i] = word{native, latin}
	}
	return out
}
