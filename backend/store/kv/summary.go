package kv

import "tenantry/backend/partner"

// keptSummary is a summary as it is kept: the ages by the names of their parts, which newer and older programs may not
// both know.
type keptSummary struct {
	partner.Summary
	Ages map[partner.Part]partner.Freshness `cbor:"12,keyasint,omitempty"`
}

func encodeSummary(s partner.Summary) ([]byte, error) {
	return encode(keptSummary{s, s.Freshness.Map()})
}

func decodeSummary(b []byte) (partner.Summary, error) {
	var kept keptSummary
	err := decode(b, &kept)
	kept.Freshness = partner.AgesOf(kept.Ages)
	return kept.Summary, err
}
