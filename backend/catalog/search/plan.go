package search

import (
	"math"

	"tenantry/backend/catalog/search/lexis"
)

// plan is what each word of a query counts, in this state of the documents.
type plan struct {
	weights [maxTokens]float32
	total   float32 // of all tokens
	core    uint16  // the tokens that don't tell little, as bits; never none
}

// What words weigh. The rarest weighs 1.
const (
	lightWeight   = 0.05 // of a word that tells little
	leastWeight   = 0.15 // of any other, however common
	unknownWeight = 0.8  // of one that nobody has as it was typed
	commonplace   = 0.6  // a part of the weight, of a commonplace in names
)

// newPlan weighs the tokens by how many documents have them.
func newPlan(q *Query, documents int, count func(i int) (whole, begun int)) *plan {
	p := &plan{}
	for i, t := range q.tokens {
		if !t.light {
			p.core |= 1 << i
		}
	}
	if p.core == 0 || !q.runs(Forms) {
		p.core = 1<<len(q.tokens) - 1
	}
	for i, t := range q.tokens {
		switch {
		case p.core>>i&1 == 0:
			p.weights[i] = lightWeight
		case !q.runs(Rarity):
			p.weights[i] = 1
		default:
			whole, begun := count(i)
			p.weights[i] = rarity(documents, whole, begun)
			if lexis.Generic(t.text) {
				p.weights[i] *= commonplace
			}
		}
		p.total += p.weights[i]
	}
	p.total += unknownWeight * float32(q.dropped)
	return p
}

// rarity of a word that some documents have, and more have words that begin with it.
func rarity(documents, whole, begun int) float32 {
	having := whole
	if having == 0 {
		having = begun
	}
	if having == 0 {
		return unknownWeight
	}
	all := float64(max(documents, having))
	return max(leastWeight, float32(math.Log1p(all/float64(having))/math.Log1p(all)))
}

// coreWeight is the weight of the tokens that don't tell little.
func (p *plan) coreWeight() (w float32) {
	for i, v := range p.weights {
		if p.core>>i&1 != 0 {
			w += v
		}
	}
	return w
}
