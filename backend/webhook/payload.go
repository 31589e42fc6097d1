package webhook

import (
	"encoding/json"
	"strings"
	"time"

	"tenantry/backend/announce"
	"tenantry/backend/deeplink"
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// payload is what a message tells, whoever listens.
type payload struct {
	At     time.Time `json:"at"`
	Count  int       `json:"count"` // how many alerts are new
	Title  string    `json:"title"`
	Lines  []string  `json:"lines"` // what the most urgent are about, and how many more there are
	Link   string    `json:"link"`  // tenantry:…, where the program is installed
	Alerts []alert   `json:"alerts"`
	Test   bool      `json:"test,omitempty"` // a person tries whether messages arrive
}

// alert is one of the alerts, for programs.
type alert struct {
	ID         string `json:"id,omitempty"` // not where it would name a customer
	Kind       string `json:"kind"`
	Level      string `json:"level"`
	Service    string `json:"service,omitempty"`
	IncidentID string `json:"incidentId,omitempty"` // Microsoft's
	Customers  int    `json:"customers"`            // how many it affects
	Customer   string `json:"customer,omitempty"`   // only where customers may be named, like the next
	TenantID   string `json:"tenantId,omitempty"`
}

// mostAlerts bounds the alerts of one message: a first sync of thousands of customers announces as many.
const mostAlerts = 100

// today is the link to the list of what asks for somebody.
var today = deeplink.Link{Kind: deeplink.View, ID: deeplink.Today}.String()

// told is what alerts that are new make a message say: in a language, with or without the names of customers.
func told(of []partner.Alert, l message.Language, at time.Time, names bool) payload {
	note := announce.Of(of, !names)
	p := payload{At: at.UTC(), Count: len(of), Title: note.Title.In(l), Lines: []string{}, Link: note.Link.String(), Alerts: []alert{}}
	for _, line := range note.Lines {
		p.Lines = append(p.Lines, line.In(l))
	}
	if note.Link.Customer != "" && !names {
		p.Link = today
	}
	for _, a := range of[:min(len(of), mostAlerts)] {
		p.Alerts = append(p.Alerts, alertOf(a, names))
	}
	return p
}

// alertOf is an alert for programs. What people wrote (titles of requests and delegations) never leaves but in the lines.
func alertOf(a partner.Alert, names bool) alert {
	out := alert{Kind: string(a.Kind), Level: a.Level.String(), Customers: max(a.Customers, 1)}
	anybody := a.TenantID == "" && (a.Kind == partner.AlertHealth || a.Kind == partner.AlertStale)
	if a.Kind == partner.AlertHealth {
		out.Service = a.Service
	}
	if a.Kind == partner.AlertHealth && anybody {
		out.IncidentID = a.Subject
	}
	if anybody || names {
		out.ID = a.ID
	}
	if a.Kind == partner.AlertStale {
		out.Customers = a.Customers
	}
	if names {
		out.Customer, out.TenantID = a.Name, string(a.TenantID)
	}
	return out
}

// body is what goes over the wire under an id, for who listens.
func (p payload) body(k Kind, id string) ([]byte, error) {
	switch k {
	case Teams:
		return json.Marshal(cardOf(p))
	case Slack:
		return json.Marshal(map[string]string{"text": slackText(p)})
	}
	return json.Marshal(struct {
		ID string `json:"id"`
		payload
	}{id, p})
}

// slackText is one text. Slack's three signs of its markup are escaped: nothing in a title becomes a link or calls anybody.
func slackText(p payload) string {
	text := strings.Join(append([]string{p.Title}, p.Lines...), "\n")
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
}

// The message that Teams' workflow "When a Teams webhook request is received" takes: one adaptive card.
type (
	envelope struct {
		Type        string       `json:"type"`
		Attachments []attachment `json:"attachments"`
	}
	attachment struct {
		ContentType string `json:"contentType"`
		Content     card   `json:"content"`
	}
	card struct {
		Schema  string `json:"$schema"`
		Type    string `json:"type"`
		Version string `json:"version"`
		Body    []any  `json:"body"`
	}
	heading struct {
		Type   string `json:"type"`
		Text   string `json:"text"`
		Weight string `json:"weight"`
		Wrap   bool   `json:"wrap"`
	}
	// plain is text in which nothing is markup.
	plain struct {
		Type    string `json:"type"`
		Inlines []run  `json:"inlines"`
	}
	run struct {
		Type string `json:"type"`
		Text string `json:"text"`
	}
)

func cardOf(p payload) envelope {
	c := card{Schema: "http://adaptivecards.io/schemas/adaptive-card.json", Type: "AdaptiveCard", Version: "1.4",
		Body: []any{heading{Type: "TextBlock", Text: p.Title, Weight: "Bolder", Wrap: true}}}
	for _, line := range p.Lines {
		c.Body = append(c.Body, plain{Type: "RichTextBlock", Inlines: []run{{Type: "TextRun", Text: line}}})
	}
	return envelope{Type: "message", Attachments: []attachment{{ContentType: "application/vnd.microsoft.card.adaptive", Content: c}}}
}
