package telling

import (
	"slices"
	"strings"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// log adds to the log what left the program: a message without an address has told nobody.
func (m *Messages) log(d draft, means partner.TellingMeans) (told int, err error) {
	at := time.Now().UTC()
	var list []partner.Telling
	for _, r := range d.rows {
		if len(r.To) > 0 || means == partner.ToldByHand {
			list = append(list, partner.Telling{At: at, TenantID: r.Tenant, Incident: r.Incident, Template: r.Template, WordAt: r.WordAt, Means: means})
		}
	}
	return len(list), m.options.Told.Add(list)
}

// MarkTold keeps that the user took these messages out by a way that leaves no trace here, and says of how many customers.
func (m *Messages) MarkTold(q contract.MailingQuery, means string) (int, error) {
	if by := partner.TellingMeans(means); !slices.Contains([]partner.TellingMeans{partner.ToldByCopy, partner.ToldByOpened, partner.ToldByHand}, by) {
		return 0, fault.New(fault.Invalid, "mailing_means")
	}
	d, err := m.draft(q)
	if err != nil {
		return 0, err
	}
	return m.log(d, partner.TellingMeans(means))
}

// TakeBack takes the last telling of an incident back at each of these customers, and says at how many there was one.
func (m *Messages) TakeBack(incident string, tenantIDs []string) (int, error) {
	if err := m.options.Await(); err != nil {
		return 0, err
	}
	told, err := m.options.About(incident)
	if err != nil {
		return 0, err
	}
	var list []partner.Telling
	for _, text := range tenantIDs {
		id, err := partner.ParseTenantID(text)
		if err != nil {
			return 0, err
		}
		if last, ok := told.Last(id); ok {
			last.At, last.Back = time.Now().UTC(), true
			list = append(list, last)
		}
	}
	return len(list), m.options.Told.Add(list)
}

// Told answers with what customers were told of an incident and is not taken back, of each the last word last.
func (m *Messages) Told(incident string) ([]contract.Telling, error) {
	if err := m.options.Await(); err != nil {
		return nil, err
	}
	told, err := m.options.About(incident)
	out := []contract.Telling{}
	for _, list := range told {
		out = append(out, contract.Each(list, contract.TellingOf)...)
	}
	slices.SortStableFunc(out, func(a, b contract.Telling) int {
		return strings.Compare(a.TenantID, b.TenantID)
	})
	return out, err
}
