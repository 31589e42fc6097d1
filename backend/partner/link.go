package partner

import "slices"

// Link opens a portal in the customer's context. Its address was checked by portal. It is its own JSON shape.
type Link struct {
	Portal string `cbor:"1,keyasint" json:"portal" ts:"Portal"`
	URL    string `cbor:"2,keyasint" json:"url"`
	Source string `cbor:"3,keyasint" json:"source"` // one of the words below
}

// Who named a link: Microsoft's own lists, or the template of its portal.
const (
	LinkFromGraph         = "graph"
	LinkFromPartnerCenter = "partnercenter"
	LinkFromTemplate      = "template"
)

// PartLinks names it.
const PartLinks Part = "links"

// LinksPart has two sources: Graph, which every sync asks once a day, and Partner Center, which is asked when
// the customer is opened. Each replaces its own. It is optional because the partner's own side tells it, and
// the templates stand in.
var LinksPart = &PartOf[[]Link]{name: PartLinks, number: 6, optional: true,
	at: func(c *Customer) *Observed[[]Link] { return &c.Links },
	absorb: func(c *Customer, t telling[[]Link]) {
		if t.Known() {
			others := slices.DeleteFunc(slices.Clone(c.Links.Value), func(l Link) bool {
				return (l.Source == LinkFromPartnerCenter) == (t.from == SourcePartnerCenter)
			})
			t.Value = append(slices.Clone(t.Value), others...)
		}
		c.Links.Update(t.Observed)
	}}
