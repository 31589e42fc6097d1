package contract

import (
	"slices"
	"strings"
	"time"

	"tenantry/backend/alerts"
	"tenantry/backend/announce"
	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/partner"
	"tenantry/backend/webhook"
)

// Alerts are what asks for somebody, the worst first; or all of them.
type Alerts struct {
	Alerts []Alert `json:"alerts"`
}

// AlertCount is how many alerts ask for somebody, and how bad the worst of them is.
type AlertCount struct {
	New   int    `json:"new"`
	Worst string `json:"worst" ts:"AlertSeverity"` // empty: there is none
}

// Alert is one thing that asks, or asked, for somebody.
type Alert struct {
	ID       string `json:"id"`
	Kind     string `json:"kind" ts:"AlertKind"`
	State    string `json:"state" ts:"AlertState"`
	Severity string `json:"severity" ts:"AlertSeverity"`
	Title    string `json:"title"` // English: what it tells of
	Said
	Customers    int     `json:"customers"` // that it affects; of one that is over, that it affected at most
	TenantID     *string `json:"tenantId"`  // null: it is of no one customer
	CustomerName string  `json:"customerName"`
	IncidentID   *string `json:"incidentId"` // of the incident that it tells of
	RequestID    *string `json:"requestId"`  // of the service request
	Service      string  `json:"service"`
	Advisory     bool    `json:"advisory"`          // Microsoft calls the incident an advisory
	Since        *string `json:"since"`             // when it was found to begin, this time
	Life         int     `json:"life"`              // how often it has begun
	At           *string `json:"at"`                // when what is to come comes; of "stale", since when nothing was read
	Why          string  `json:"why" ts:"AlertWhy"` // it is new, or was last
	WhyAt        *string `json:"whyAt"`
	Until        *string `json:"until"`                     // the end of the snooze
	Reason       string  `json:"reason"`                    // of the snooze
	SilencedBy   string  `json:"silencedBy" ts:"AlertRule"` // the rule that keeps it silent; empty: none
	AnnouncedAt  *string `json:"announcedAt"`               // null: not yet
	ClosedAt     *string `json:"closedAt"`                  // when it was found to be over
}

// AlertOf is an alert as both faces show it.
func AlertOf(a partner.Alert) Alert {
	words := alerts.Words(a)
	out := Alert{ID: a.ID, Kind: string(a.Kind), State: string(a.State), Severity: a.Level.String(), Title: words.String(), Said: saidOf(words), Customers: a.Customers,
		TenantID: maybe(string(a.TenantID)), CustomerName: a.Name, Service: a.Service, Advisory: a.Advisory, Since: Time(a.Since), Life: a.Life, At: Time(a.At), Why: string(a.Why), WhyAt: Time(a.WhyAt),
		Until: Time(a.Until), Reason: a.Reason, SilencedBy: a.Silenced, AnnouncedAt: Time(a.AnnouncedAt), ClosedAt: Time(a.ClosedAt)}
	switch {
	case a.Kind == partner.AlertHealth && a.TenantID == "":
		out.IncidentID = &a.Subject
	case a.Kind == partner.AlertRequest:
		out.RequestID = &a.Subject
	}
	return out
}

// Words is what the alert tells of, for whoever says it in a language.
func (a Alert) Words() message.Message { return a.words(a.Title) }

// AlertRules say which alerts stay silent, and when none is announced. What is silent is listed all the same.
type AlertRules struct {
	Off           []string     `json:"off" ts:"AlertKind"` // kinds
	OnlyTags      []string     `json:"onlyTags"`           // customers with none of these are silent; empty: nobody is for that
	NeverTags     []string     `json:"neverTags"`
	OnlyServices  []string     `json:"onlyServices"`
	NeverServices []string     `json:"neverServices"`
	Class         string       `json:"class" ts:"AlertClass"` // empty: incidents alone
	Least         string       `json:"least" ts:"AlertLeast"` // the least bad state of a service that is heard; empty: any trouble
	Quiet         []QuietHours `json:"quiet"`
	WarnDays      int          `json:"warnDays"`   // how long before an end it is told; 0: 30
	StaleHours    int          `json:"staleHours"` // how old all that was read may be; 0: 24
}

// QuietHours are a time of the day, where the user is, in which nothing is announced.
type QuietHours struct {
	From  string   `json:"from"`               // 22:00
	Until string   `json:"until"`              // 07:00: of the next day
	Days  []string `json:"days" ts:"QuietDay"` // on which it begins; empty: on all
}

// Announced is what the window says of alerts that are new.
type Announced struct {
	New    int         `json:"new"`    // how many there are; 0: nothing is to be said
	Lines  []Announces `json:"lines"`  // what the most urgent are about, and how many more there are
	Linked Linked      `json:"linked"` // where it leads
}

// Announces is one line of it.
type Announces struct {
	Text string `json:"text"` // English
	Said
}

// AnnouncedOf is what the window says of so many alerts by their note.
func AnnouncedOf(new int, n announce.Note, linked Linked) Announced {
	return Announced{New: new, Linked: linked, Lines: Each(n.Lines, func(m message.Message) Announces { return Announces{Text: m.String(), Said: saidOf(m)} })}
}

// Announcing is how the user of a window is told of alerts that are new.
type Announcing struct {
	Off      bool `json:"off"`      // not at all; they are listed all the same
	Nameless bool `json:"nameless"` // what the system shows names no customer: others may see it
}

// Webhook is where alerts that are new are told beside the window, and what is on its way there. Its address and the key that messages
// are signed with are in no answer.
type Webhook struct {
	Kind     string           `json:"kind" ts:"WebhookKind,empty"` // empty: there is none
	Names    bool             `json:"names"`                       // messages may name customers
	Host     string           `json:"host"`
	Ending   string           `json:"ending"` // the last four characters of the address, where that tells too little to use it
	Since    *string          `json:"since"`
	Waiting  int              `json:"waiting"`  // messages that have not arrived
	Messages []WebhookMessage `json:"messages"` // those, and the newest that arrived; the newest first
}

// WebhookMessage is one message to a webhook.
type WebhookMessage struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"` // in the language in which it was written
	State     string   `json:"state" ts:"OutState"`
	CreatedAt *string  `json:"createdAt"`
	SentAt    *string  `json:"sentAt"`
	NextTryAt *string  `json:"nextTryAt"`
	Attempts  int      `json:"attempts"`
	Problem   *Problem `json:"problem"` // why it is not there
}

// WebhookOf is the webhook with its messages, the newest first.
func WebhookOf(h webhook.Hook, found bool, all []partner.Outgoing) Webhook {
	out := Webhook{Messages: Each(all, WebhookMessageOf)}
	for _, m := range all {
		if m.State != partner.Sent {
			out.Waiting++
		}
	}
	if found {
		out.Kind, out.Names, out.Since = string(h.Kind), h.Names, Time(h.Since)
		out.Host, out.Ending = h.Shown()
	}
	return out
}

// WebhookMessageOf is one message.
func WebhookMessageOf(o partner.Outgoing) WebhookMessage {
	return WebhookMessage{ID: o.ID, Title: o.RequestTitle, State: string(o.State), CreatedAt: Time(o.CreatedAt), SentAt: Time(o.SentAt), NextTryAt: Time(o.NextTry),
		Attempts: o.Attempts, Problem: ProblemOf(o.Problem)}
}

// ClassAll has advisories heard, too.
const ClassAll = "all"

// Weekdays are the words for them, in the order of time.Weekday.
func Weekdays() []string { return []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"} }

// leasts are the states from which a service may be heard.
func leasts() []string {
	return []string{partner.Advisory.String(), partner.Degraded.String(), partner.Outage.String()}
}

// Listed is r with empty lists for missing ones.
func (r AlertRules) Listed() AlertRules {
	for _, list := range []*[]string{&r.Off, &r.OnlyTags, &r.NeverTags, &r.OnlyServices, &r.NeverServices} {
		*list = List(*list)
	}
	r.Quiet = Each(r.Quiet, func(q QuietHours) QuietHours { q.Days = List(q.Days); return q })
	return r
}

// Rules is what backend/alerts makes of them: a fault of kind Invalid where nobody can keep to one.
func (r AlertRules) Rules() (out alerts.Rules, err error) {
	out = alerts.Rules{Off: Each(r.Off, func(k string) partner.AlertKind { return partner.AlertKind(k) }), OnlyTags: r.OnlyTags, NeverTags: r.NeverTags,
		OnlyServices: r.OnlyServices, NeverServices: r.NeverServices, Advisories: r.Class == ClassAll, WarnDays: r.WarnDays, StaleHours: r.StaleHours}
	if r.Class != "" && r.Class != ClassAll {
		return out, fault.New(fault.Invalid, "alert_rule_class", "class", r.Class)
	}
	if r.Least != "" {
		if !slices.Contains(leasts(), r.Least) {
			return out, fault.New(fault.Invalid, "alert_rule_state", "state", r.Least)
		}
		out.Least, _ = partner.ParseHealthState(r.Least)
	}
	for _, q := range r.Quiet {
		quiet := alerts.Quiet{From: q.From, Until: q.Until}
		for _, day := range q.Days {
			n := slices.Index(Weekdays(), strings.ToLower(day))
			if n < 0 {
				return out, fault.New(fault.Invalid, "alert_rule_day", "day", day)
			}
			quiet.Days = append(quiet.Days, time.Weekday(n))
		}
		out.Quiet = append(out.Quiet, quiet)
	}
	return out, out.Check()
}
