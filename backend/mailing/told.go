package mailing

import (
	"iter"
	"slices"

	"tenantry/backend/partner"
)

// Told is what an incident's customers were told and is not taken back, of each the last word last.
type Told map[partner.TenantID][]partner.Telling

// ToldOf gathers what customers were told of an incident. What can't be read is left out, and is the error.
func ToldOf(incident string, all iter.Seq2[partner.Telling, error]) (Told, error) {
	out := Told{}
	var failed error
	for one, err := range all {
		switch had := out[one.TenantID]; {
		case err != nil:
			failed = err
		case one.Incident != incident:
		case !one.Back:
			out[one.TenantID] = append(had, one)
		case len(had) > 0:
			out[one.TenantID] = had[:len(had)-1]
		}
	}
	return out, failed
}

// Last is the last word that a customer had.
func (t Told) Last(id partner.TenantID) (last partner.Telling, ok bool) {
	if had := t[id]; len(had) > 0 {
		return had[len(had)-1], true
	}
	return last, false
}

// Knows says whether a customer was told that the incident affects it.
func (t Told) Knows(id partner.TenantID) bool {
	return slices.ContainsFunc(t[id], func(one partner.Telling) bool { return one.Template != NotYou })
}

// Next is the template that a customer needs: what follows for one that knows of the incident, else the first word. Of
// what is over, nobody is told that it begins.
func (t Told) Next(id partner.TenantID, resolved bool) string {
	switch {
	case resolved:
		return Resolved
	case t.Knows(id):
		return Update
	}
	return First
}

// Concerns says whether a template is for a customer: what follows is for those that know of the incident. That it is
// over is for all where nobody was told that it began.
func (t Told) Concerns(template string, id partner.TenantID) bool {
	switch template {
	case Update:
		return t.Knows(id)
	case Resolved:
		return t.Knows(id) || !t.anybody()
	}
	return true
}

func (t Told) anybody() bool {
	for id := range t {
		if t.Knows(id) {
			return true
		}
	}
	return false
}
