package telling

import (
	"strings"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/mailing"
	"tenantry/backend/partner"
)

// mostMails is how many addresses a customer may be given.
const mostMails = 20

// SetMails keeps to whom a customer's messages go, in place of the contacts that Microsoft names; none: to these again. It
// answers with what was there before.
func (m *Messages) SetMails(tenantID string, mails []string) ([]string, error) {
	good, bad := mailing.Addresses(mails)
	switch {
	case len(bad) > 0:
		return nil, fault.New(fault.Invalid, "mailing_bad_address", "address", short(bad[0]))
	case len(good) > mostMails:
		return nil, fault.New(fault.Invalid, "mailing_many_addresses", "most", mostMails)
	}
	var before []string
	err := m.options.Mark(tenantID, func(now *partner.Marks) error {
		before, now.Mails = now.Mails, good
		return nil
	})
	return contract.List(before), err
}

// short is a text as a sentence can hold it.
func short(text string) string {
	const most = 80
	if r := []rune(strings.ToValidUTF8(text, "?")); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// Open opens the message of the one customer that a query names in the user's mail program. Nothing is sent, and nobody
// counts as told. A text that is too long for an address that a program is started with does not go along.
func (m *Messages) Open(q contract.MailingQuery) (contract.MailingOpened, error) {
	d, err := m.draft(q)
	if err != nil {
		return contract.MailingOpened{}, err
	}
	if len(d.rows) != 1 {
		return contract.MailingOpened{}, fault.New(fault.Invalid, "mailing_open_one")
	}
	r := d.rows[0]
	link, whole := mailing.Link(r.To, r.Subject, r.Text), true
	if len(link) > mailing.MostLink {
		link, whole = mailing.Link(r.To, r.Subject, ""), false
	}
	return contract.MailingOpened{Whole: whole}, m.options.Window.OpenURL(link)
}
