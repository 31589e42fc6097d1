package partner

// Link opens a portal in the customer's context. Its address was checked by portal. It is its own JSON shape.
type Link struct {
	Portal string `cbor:"1,keyasint" json:"portal" ts:"Portal"`
	URL    string `cbor:"2,keyasint" json:"url"`
	Source string `cbor:"3,keyasint" json:"source"` // "graph", "partnercenter" or "template"
}

// PartLinks names it.
const PartLinks Part = "links"

// LinksPart is read when the customer is opened.
var LinksPart = &PartOf[[]Link]{name: PartLinks, number: 6,
	at: func(c *Customer) *Observed[[]Link] { return &c.Links }}
