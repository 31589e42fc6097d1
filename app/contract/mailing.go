package contract

import (
	"tenantry/backend/mailing"
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// MailingQuery says which customers are to be told of an incident, and how.
type MailingQuery struct {
	Incident  string   `json:"incident"`
	Tag       string   `json:"tag"`       // customers with a tag alone; empty: all
	TenantIDs []string `json:"tenantIds"` // these alone; empty: all
	Template  string   `json:"template"`  // empty: each customer's next one
	Language  string   `json:"language"`  // of every message; empty: each customer's
	Program   string   `json:"program"`   // the language that is used where a customer's is not known
	Sender    string   `json:"sender"`    // who signs; may be empty
	Brief     bool     `json:"brief"`     // without the texts: of many customers they are megabytes
}

// Mailing is a message for each customer that is to be told of an incident. Nothing of it is sent.
type Mailing struct {
	Incident  string           `json:"incident"`
	Title     string           `json:"title"`
	Open      bool             `json:"open"`
	Messages  []MailingMessage `json:"messages"`
	NoAddress int              `json:"noAddress"` // of the messages, those without an address
	Untold    int              `json:"untold"`    // customers left out: the template is for those that had the first word
}

// MailingMessage is one customer's.
type MailingMessage struct {
	TenantID string   `json:"tenantId"`
	Name     string   `json:"name"`
	Domain   string   `json:"domain"`
	Tags     []string `json:"tags"`
	Language string   `json:"language"`
	Template string   `json:"template" ts:"MailingTemplate"`
	To       []string `json:"to"`    // empty: no address is known
	BadTo    []string `json:"badTo"` // what is kept as an address and nobody can be written to by
	OwnTo    bool     `json:"ownTo"` // to whom is the user's word, not Microsoft's
	Subject  string   `json:"subject"`
	Text     string   `json:"text"`
	WordAt   *string  `json:"wordAt"` // when Microsoft wrote what is quoted
	Told     *Telling `json:"told"`   // the last that the customer was told of this incident; null: nothing
}

// Telling is that a message left the program, and how.
type Telling struct {
	TenantID string  `json:"tenantId"`
	At       *string `json:"at"`
	Template string  `json:"template" ts:"MailingTemplate"`
	WordAt   *string `json:"wordAt"`
	Means    string  `json:"means" ts:"TellingMeans"`
}

// MailingSaved is what was written.
type MailingSaved struct {
	Path      string `json:"path"` // empty: the user thought better of it
	Messages  int    `json:"messages"`
	NoAddress int    `json:"noAddress"` // of the messages; these do not count as told
}

// MailingOpened is what was opened in the user's mail program.
type MailingOpened struct {
	Whole bool `json:"whole"` // false: the text was too long to go along
}

// MailingTemplates names the templates.
func MailingTemplates() []string { return mailing.Templates() }

// TellingOf is a telling as both faces show it.
func TellingOf(t partner.Telling) Telling {
	return Telling{TenantID: string(t.TenantID), At: Time(t.At), Template: t.Template, WordAt: Time(t.WordAt), Means: string(t.Means)}
}

// MailingMessageOf is a customer's message as both faces show it.
func MailingMessageOf(r mailing.Row, told mailing.Told) MailingMessage {
	out := MailingMessage{TenantID: string(r.Tenant), Name: r.Name, Domain: r.Domain, Tags: List(r.Tags), Language: r.Language, Template: r.Template,
		To: List(r.To), BadTo: List(r.BadTo), OwnTo: r.OwnTo, Subject: r.Subject, Text: r.Text, WordAt: Time(r.WordAt)}
	if last, ok := told.Last(r.Tenant); ok {
		v := TellingOf(last)
		out.Told = &v
	}
	return out
}

// MeansWords says by which means a message left the program.
func MeansWords(means string) message.Message {
	switch partner.TellingMeans(means) {
	case partner.ToldByFiles:
		return message.Of("mailing_by_files")
	case partner.ToldByCSV:
		return message.Of("mailing_by_csv")
	case partner.ToldByCopy:
		return message.Of("mailing_by_copy")
	case partner.ToldByOpened:
		return message.Of("mailing_by_opened")
	}
	return message.Of("mailing_by_hand")
}
