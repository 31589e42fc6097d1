package world

import (
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// company is what a customer is called.
type company struct {
	country          *country
	name             string
	city             int    // index of the city in the name; -1: none
	primary, initial string // domains as on the wire: punycode
	native           string // the name's own letters as a domain, in punycode; "" where that is no other
}

// fictional are companies of Microsoft's own documentation.
var fictional = []word{
	{"Contoso", "contoso"}, {"Fabrikam", "fabrikam"}, {"Northwind Traders", "northwindtraders"},
	{"Adventure Works", "adventure-works"}, {"Tailspin Toys", "tailspintoys"}, {"Wingtip Toys", "wingtiptoys"},
	{"Litware, Inc.", "litwareinc"}, {"Proseware", "proseware"}, {"Trey Research", "treyresearch"},
	{"Woodgrove Bank", "woodgrovebank"}, {"Fourth Coffee", "fourthcoffee"}, {"Alpine Ski House", "alpineskihouse"},
	{"Margie's Travel", "margiestravel"}, {"Lucerne Publishing", "lucernepublishing"},
	{"Humongous Insurance", "humongousinsurance"}, {"Relecloud", "relecloud"}, {"VanArsdel, Ltd.", "vanarsdelltd"},
	{"Munson's Pickles and Preserves Farm", "munsonspickles"}, {"Bellows College", "bellowscollege"},
	{"Wide World Importers", "wideworldimporters"}, {"Graphic Design Institute", "graphicdesigninstitute"},
	{"School of Fine Art", "fineartschool"}, {"City Power & Light", "cpandl"}, {"Coho Winery", "cohowinery"},
	{"Consolidated Messenger", "consolidatedmessenger"}, {"Southridge Video", "southridgevideo"},
	{"Blue Yonder Airlines", "blueyonderairlines"}, {"A. Datum Corporation", "adatum"}, {"Nod Publishers", "nodpublishers"},
	{"Lamna Healthcare Company", "lamnahealthcare"}, {"First Up Consultants", "firstupconsultants"},
	{"Best For You Organics Company", "bestforyouorganics"}, {"The Phone Company", "thephone-company"},
}

// company names customer i. Below the number of combinations all domains differ, and nearly all names; above it
// they get a number.
func (w *World) company(i int) company {
	if i%8 == 3 && i/8 < len(fictional) {
		f := fictional[i/8]
		return company{country: &countries()[0], name: f.native, city: -1, primary: f.latin + ".com",
			initial: strings.ReplaceAll(f.latin, "-", "") + strconv.Itoa(i) + ".onmicrosoft.com"}
	}
	all := countries()
	const styles = 2 + cityCount - 2 // joined, with a hyphen, and one for each of four cities
	total := uint64(len(all)) * firstWords * fieldWords * styles
	x := (uint64(i)*w.stride + w.seed) % total
	take := func(n int) int { r := x % uint64(n); x /= uint64(n); return int(r) }
	c := &all[take(len(all))]
	a, b, style := c.first[take(firstWords)], c.field[take(fieldWords)], take(styles)
	round := ""
	if n := uint64(i) / total; n > 0 {
		round = strconv.Itoa(int(n) + 1)
	}
	out := company{country: c, city: style - 2}
	out.name = w.naming(i, c, a, b)
	if style < 2 {
		out.city = -1
	} else {
		out.name += " " + c.cities[out.city].native
	}
	if round != "" {
		out.name += " " + round
	}
	out.primary = label(a.latin, b.latin, c, style) + round + "." + c.tld
	plain := strings.ReplaceAll(a.latin+b.latin, "-", "")
	out.initial = plain[:min(len(plain), 20)] + strconv.Itoa(i) + ".onmicrosoft.com"
	if n := label(fold(a.native), fold(b.native), c, style) + round + "." + c.tld; !ascii(n) {
		// Scripts that can't be mixed in one label (bidi rule) yield no domain of their own.
		if wire, err := idna.Lookup.ToASCII(n); err == nil {
			out.native = wire
		}
		if out.native != "" && w.chance(forDomain, i, 1, 150) {
			out.primary, out.native = out.native, out.primary
		}
	}
	return out
}

// naming puts the words together as the country does.
func (w *World) naming(i int, c *country, a, b word) string {
	s := choose(w.dice, forName, i, 1, c.patterns)
	s = strings.NewReplacer("{a}", a.native, "{b}", b.native, "{f}", choose(w.dice, forName, i, 2, c.forms)).Replace(s)
	return s
}

// label is the part of a domain before the country's suffix; each style gives another one.
func label(a, b string, c *country, style int) string {
	switch style {
	case 0:
		return a + b
	case 1:
		return a + "-" + b
	}
	return a + b + "-" + c.cities[style-2].latin
}

var unspaced = strings.NewReplacer(" ", "", "'", "", "״", "", "’", "")

func fold(s string) string { return strings.ToLower(unspaced.Replace(s)) }

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
