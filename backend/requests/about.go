package requests

import (
	"strings"

	"tenantry/backend/partner"
)

// About are the requests about incidents: by the incident's id in capitals, of each customer the one that changed last.
type About map[string]map[partner.TenantID]Row

// Of are those about one incident.
func (a About) Of(incident string) map[partner.TenantID]Row { return a[strings.ToUpper(incident)] }

// About finds the requests about incidents that are open or on their way: those that were written here about one, and
// those that name it in their title. Of any other nobody can say what it is about.
func (l *List) About(incidents []string) About {
	out := About{}
	for _, id := range incidents {
		out[strings.ToUpper(id)] = map[partner.TenantID]Row{}
	}
	now := l.now()
	add := func(incident string, r Row) {
		of, asked := out[strings.ToUpper(incident)]
		if had, twice := of[r.Tenant]; !asked || twice && had.Updated().After(r.Updated()) {
			return
		}
		of[r.Tenant] = r
	}
	type number struct {
		tenant partner.TenantID
		id     string
	}
	numbered := map[number]partner.Outgoing{}
	for _, o := range l.written.mine() {
		switch {
		case !o.Channel.Way().Request:
		case o.Number != "":
			numbered[number{o.Tenant, o.Number}] = o
		case o.OnTheirWay():
			add(o.Draft.IncidentID, Row{Tenant: o.Tenant, Customer: l.name(o), Outgoing: &o})
		}
	}
	all := l.customers.Desk().Requests
	for i := range all {
		r := &all[i]
		row := Row{Tenant: r.Tenant, Customer: r.Customer, Head: r.RequestHead}
		o, ours := numbered[number{r.Tenant, r.ID}]
		if ours {
			row.Outgoing = &o
			delete(numbered, number{r.Tenant, r.ID})
		}
		switch {
		case !row.Open(now):
		case ours && o.Draft.IncidentID != "":
			add(o.Draft.IncidentID, row)
		default:
			for id := range incidentsIn(r.Title) {
				add(id, row)
			}
		}
	}
	for _, o := range numbered { // no list shows them yet
		if o.Unlisted(nil, now) {
			add(o.Draft.IncidentID, Row{Tenant: o.Tenant, Customer: l.name(o), Outgoing: &o})
		}
	}
	return out
}

// incidentsIn are the words of a title that can be an incident's id: letters and then digits, as in EX912341.
func incidentsIn(title string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for word := range strings.FieldsFuncSeq(title, func(r rune) bool { return !alphanumeric(r) }) {
			if len(word) > 4 && !digit(rune(word[0])) && digit(rune(word[len(word)-1])) && !yield(word) {
				return
			}
		}
	}
}

func digit(r rune) bool { return '0' <= r && r <= '9' }

func alphanumeric(r rune) bool { return digit(r) || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }
