package telling

import (
	"strings"
	"sync"
	"time"

	"tenantry/backend/mailing"
	"tenantry/backend/partner"
)

// keep is how long what was read of an incident's customers is held after the last question: a window asks for the same
// again and again, with another template or for the next message.
const keep = 5 * time.Minute

// held is what was read of the customers of the incident that was asked for last. A customer's report is read once, as
// long as it is the one that is kept.
type held struct {
	mu        sync.Mutex
	incident  string
	revision  uint64 // of the list of customers, at which affected are those that the incident affects
	affected  []partner.TenantID
	customers map[partner.TenantID]known
	texts     map[string]string // of posts: an incident's are the same at every customer
	drop      *time.Timer
}

// known is what a message says of a customer, by what was kept at these times.
type known struct {
	health, details time.Time
	name, domain    string
	country         string
	contacts        []string
	issue           partner.Issue // with its newest post alone
	own             bool          // the customer's own report tells of it
}

// about begins to ask of an incident. The caller holds mu, as for all below.
func (h *held) about(incident string) {
	if !strings.EqualFold(h.incident, incident) {
		h.forget()
		h.incident = incident
	}
	if h.customers == nil {
		h.customers, h.texts = map[partner.TenantID]known{}, map[string]string{}
	}
	if h.drop == nil {
		h.drop = time.AfterFunc(keep, func() {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.forget()
		})
	}
	h.drop.Reset(keep)
}

func (h *held) forget() { h.incident, h.affected, h.customers, h.texts = "", nil, nil, nil }

// affectedBy are the customers of an incident, by name.
func (m *Messages) affectedBy(incident string) ([]partner.TenantID, error) {
	now := m.options.Revision()
	if m.held.affected != nil && m.held.revision == now {
		return m.held.affected, nil
	}
	all, err := m.options.Affected(incident)
	if err == nil {
		m.held.affected, m.held.revision = all, now
	}
	return all, err
}

// know is what is known of a customer and the incident that is held, and what the user says of it.
func (m *Messages) know(id partner.TenantID) (known, partner.Marks, error) {
	listed, marks, ok := m.options.Listed(id)
	had, read := m.held.customers[id]
	if ok && read && had.name == listed.Name && had.domain == listed.PrimaryDomain && had.health.Equal(listed.Freshness.Of(partner.PartHealth).AsOf) &&
		had.details.Equal(listed.Freshness.Of(partner.PartDetails).AsOf) {
		return had, marks, nil
	}
	c, err := m.options.Customer(string(id))
	if err != nil {
		return known{}, partner.Marks{}, err
	}
	details := c.Details.Value
	k := known{health: c.Health.AsOf, details: c.Details.AsOf, name: c.Name, domain: c.PrimaryDomain, country: details.Address.Country, contacts: details.TechnicalContacts}
	if k.issue, k.own = c.Health.Value.Issue(m.held.incident); k.own && len(k.issue.Posts) > 0 {
		k.issue.Posts = []partner.Post{{At: k.issue.Posts[0].At, Text: m.held.shared(k.issue.Posts[0].Text)}}
	}
	m.held.customers[id] = k
	return k, marks, nil
}

func (h *held) shared(text string) string {
	if same, ok := h.texts[text]; ok {
		return same
	}
	h.texts[text] = text
	return text
}

// recipient is whom a message goes to: the user's addresses, else those that Microsoft names.
func recipient(id partner.TenantID, k known, marks partner.Marks, language, program string) (r mailing.Recipient, bad []string) {
	mails := k.contacts
	if len(marks.Mails) > 0 {
		mails = marks.Mails
	}
	_, bad = mailing.Addresses(mails)
	return mailing.Recipient{Tenant: id, Name: k.name, Domain: k.domain, Mails: mails,
		Language: mailing.Language(language, mailing.TagLanguage(marks.Tags), k.country, program)}, bad
}
