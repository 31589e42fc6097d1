package requests

import (
	"log/slog"

	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// contactKey is the settings': Contact.
const contactKey = "contact"

// Contact is whom Microsoft calls.
type Contact struct {
	Name  string `cbor:"name"`
	Mail  string `cbor:"mail"`
	Phone string `cbor:"phone"`
}

// contact remembers whom Microsoft called last.
type contact struct {
	settings store.Settings
	account  Account
	log      *slog.Logger
}

// last is whom Microsoft called last time, else who is signed in.
func (c *contact) last() (last Contact) {
	if known, err := c.settings.Get(contactKey, &last); known && err == nil {
		return last
	}
	name, mail := c.account.Person()
	return Contact{Name: name, Mail: mail}
}

func (c *contact) remember(d partner.Draft) {
	next := Contact{Name: d.Contact, Mail: d.ContactMail, Phone: d.ContactPhone}
	if next.Name == "" || next == c.last() {
		return
	}
	if err := c.settings.Put(contactKey, next); err != nil {
		c.log.Warn("remember the contact", "error", err) // a convenience: it is typed once more
	}
}
