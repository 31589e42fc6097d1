package judged

import (
	"math/rand/v2"
	"strings"
)

// tongue is what names are made of in one language.
type tongue struct {
	language                string
	tradeFirst              bool
	families, trades, towns []string
}

var tongues = func() (out []*tongue) {
	for _, line := range lines("names") {
		head, rest := heads(line, 2)
		if len(out) == 0 || out[len(out)-1].language != head[0] {
			out = append(out, &tongue{language: head[0]})
		}
		t := out[len(out)-1]
		switch head[1] {
		case "order":
			t.tradeFirst = rest == "trade"
		case "family":
			t.families = strings.Fields(rest)
		case "trade":
			t.trades = strings.Fields(rest)
		case "place":
			t.towns = strings.Fields(rest)
		}
	}
	return out
}()

func tongueOf(language string) *tongue {
	for _, t := range tongues {
		if t.language == language {
			return t
		}
	}
	return tongues[0]
}

// firm is the name of an organisation without its legal form.
type firm struct {
	of                  *tongue
	family, trade, town string
}

func (t *tongue) firm(r *rand.Rand) firm {
	f := firm{of: t, family: pick(r, t.families), trade: pick(r, t.trades)}
	if r.IntN(3) == 0 {
		f.town = pick(r, t.towns)
	}
	return f
}

func (f firm) String() string {
	out := f.family + " " + f.trade
	if f.of.tradeFirst {
		out = f.trade + " " + f.family
	}
	if f.town != "" {
		out += " " + f.town
	}
	return out
}

// neighbours are other organisations that are near to f: of the same family, of the same trade, in another town.
func (f firm) neighbours(r *rand.Rand) []firm {
	trade, family, town := f, f, f
	trade.trade = otherThan(r, f.of.trades, f.trade)
	family.family = otherThan(r, f.of.families, f.family)
	out := []firm{trade, family}
	if f.town != "" {
		town.town = otherThan(r, f.of.towns, f.town)
		out = append(out, town)
	}
	return out
}
