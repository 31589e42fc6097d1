package partner

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// FactKind says what a fact is of. The words are those of the contract.
type FactKind string

// The kinds of facts. Their order is their weight where a text speaks of several: what names one thing of one
// customer before what many share.
const (
	FactOutgoing       FactKind = "outgoing"       // what the user wrote: its local id or its number, and its title
	FactRequest        FactKind = "request"        // a service request: its number and its title
	FactIncident       FactKind = "incident"       // a health issue: its id and its title
	FactDelegation     FactKind = "delegation"     // its id and its name
	FactPhone          FactKind = "phone"          //
	FactContact        FactKind = "contact"        // a mail address
	FactRequestContact FactKind = "requestContact" // who is called about a request: its number and the name
	FactOrganization   FactKind = "organization"   // what the customer calls itself, where lists say otherwise
	FactAddress        FactKind = "address"        //
)

// FactKinds lists them, the weightiest first.
func FactKinds() []FactKind {
	return []FactKind{FactOutgoing, FactRequest, FactIncident, FactBought, FactDelegation, FactPhone, FactContact,
		FactRequestContact, FactOrganization, FactAddress}
}

// Quoted says that people quote the key, so that it is shown.
func (k FactKind) Quoted() bool { return k == FactOutgoing || k == FactRequest || k == FactIncident }

// ByID says that the key is an id that nobody types from its middle.
func (k FactKind) ByID() bool { return k == FactBought || k == FactDelegation }

// Shared says that many customers have the same text, such as the name of a product.
func (k FactKind) Shared() bool { return k == FactBought }

// Weight is how much it tells of a customer that it has a key or a number of this kind: one that only one customer
// can have tells more than one that several may share.
func (k FactKind) Weight() int {
	switch k {
	case FactOutgoing, FactRequest, FactBought, FactDelegation:
		return 4
	case FactIncident:
		return 2
	}
	return 1
}

// Fact is something by which a customer is found besides its names and domains.
type Fact struct {
	Kind FactKind
	Key  string // what names the thing that it tells of, as a page opens it; empty: there is none
	Text string
}

// FoundBy are the facts of a customer's parts that its summary does not hold anyway. They are packed into one
// string, since a start reads and keeps one of each customer: a fact is the sign of its kind, its key, a break,
// its text, and an end.
type FoundBy string

// The signs of kinds. They are kept on disk.
var factSigns = map[FactKind]byte{FactPhone: 'p', FactContact: 'c', FactAddress: 'a', FactOrganization: 'o', FactBought: 's',
	FactDelegation: 'd', FactRequestContact: 'r'}

var factKinds = func() (kinds [256]FactKind) {
	for kind, sign := range factSigns {
		kinds[sign] = kind
	}
	return kinds
}()

const (
	factBreak = "\x1f"
	factEnd   = "\n"
	// The bounds of what one customer adds to every start.
	maxFacts    = 40 // of each kind
	maxFactText = 200
)

// All yields the facts. A kind that this version does not know is left out.
func (p FoundBy) All(yield func(Fact) bool) {
	for fact := range strings.SplitSeq(string(p), factEnd) {
		if fact == "" || factKinds[fact[0]] == "" {
			continue
		}
		key, text, _ := strings.Cut(fact[1:], factBreak)
		if !yield(Fact{factKinds[fact[0]], key, text}) {
			return
		}
	}
}

// packer makes FoundBy of facts.
type packer struct {
	packed strings.Builder
	seen   map[string]bool
	count  map[FactKind]int
}

func (p *packer) add(f Fact) {
	f.Key, f.Text = factText(f.Key), factText(f.Text)
	one := string(factSigns[f.Kind]) + f.Key + factBreak + f.Text
	if f.Key+f.Text == "" || p.seen[one] || p.count[f.Kind] == maxFacts {
		return
	}
	p.seen[one] = true
	p.count[f.Kind]++
	p.packed.WriteString(one + factEnd)
}

// factText is a text in one line, without what could be taken for a break, and not too long.
func factText(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r <= ' ' || r == 0x7f }), " ")
	if len(s) > maxFactText {
		s = strings.ToValidUTF8(s[:maxFactText], "")
	}
	return s
}

// foundBy gathers the facts of the parts.
func (c Customer) foundBy() FoundBy {
	p := packer{seen: map[string]bool{}, count: map[FactKind]int{}}
	for _, d := range []Details{c.Details.Value, c.Profile.Value.Details, c.TenantInformation.Value} {
		if d.DisplayName != c.Name {
			p.add(Fact{Kind: FactOrganization, Text: d.DisplayName})
		}
		for _, phone := range d.Phones {
			p.add(Fact{Kind: FactPhone, Text: phone})
		}
		for _, mail := range d.TechnicalContacts {
			p.add(Fact{Kind: FactContact, Text: mail})
		}
		p.add(Fact{Kind: FactAddress, Text: d.Address.line()})
	}
	for _, f := range c.bought() {
		p.add(f)
	}
	for _, d := range c.Delegations.Value {
		p.add(Fact{FactDelegation, d.ID, d.Name})
	}
	newest := slices.SortedStableFunc(slices.Values(c.Requests.Value), func(a, b ServiceRequest) int { return b.CreatedAt.Compare(a.CreatedAt) })
	for _, r := range newest {
		if r.Contact != "" {
			p.add(Fact{FactRequestContact, r.ID, r.Contact})
		}
	}
	return FoundBy(strings.Clone(p.packed.String())) // without the room that it grew by: one of each customer is kept
}

// line is the address in one line. It is found by its state also where no envelope bears that.
func (a Address) line() string {
	lines := a.Lines()
	if a.State != "" && !slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, a.State) }) {
		lines = append(lines, a.State)
	}
	if a.Country != "" {
		lines = append(lines, a.Country)
	}
	return strings.Join(lines, ", ")
}

// Facts yields everything besides names and domains by which the customer is found. An issue comes as often as
// services have it.
func (s Summary) Facts() iter.Seq[Fact] {
	return func(yield func(Fact) bool) {
		for _, r := range s.Requests {
			if !yield(Fact{FactRequest, r.ID, r.Title}) {
				return
			}
		}
		for _, issues := range [][]IssueHead{s.OpenIssues, s.LatelyOver} {
			for _, i := range issues {
				if !yield(Fact{FactIncident, i.ID, i.Title}) {
					return
				}
			}
		}
		s.FoundBy.All(yield)
	}
}

// Facts are what a customer is found by while this is kept: under the number that Microsoft gave it once there is
// one, and always under the local id.
func (o Outgoing) Facts() []Fact {
	title := factText(o.Title())
	facts := []Fact{{FactOutgoing, o.ID, title}}
	if o.Number != "" {
		facts = append(facts, Fact{FactOutgoing, o.Number, title})
	}
	if note := factText(cmp.Or(o.Note, o.Draft.Description)); note != "" {
		facts = append(facts, Fact{FactOutgoing, o.ID, note})
	}
	return facts
}
