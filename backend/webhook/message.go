package webhook

import (
	"encoding/json"
	"fmt"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// content is what the journal holds of a message: both ways to say it, so that it goes as is wanted when it goes, and names nobody
// once nobody is to be named.
type content struct {
	Nameless payload  `json:"nameless"`
	Named    *payload `json:"named,omitempty"` // where customers might be named when it was written
}

// as is what the webhook is told of it.
func (c content) as(h Hook) payload {
	if h.Names && c.Named != nil {
		return *c.Named
	}
	return c.Nameless
}

// written is a message of alerts that are new.
func written(of []partner.Alert, h Hook, l message.Language, at time.Time) content {
	c := content{Nameless: told(of, l, at, false)}
	if h.Names {
		named := told(of, l, at, true)
		c.Named = &named
	}
	return c
}

// trial is the message by which a person tries whether messages arrive.
func trial(l message.Language, at time.Time) content {
	return content{Nameless: payload{At: at.UTC(), Title: message.Of("webhook_test_title").In(l), Lines: []string{message.Of("webhook_test_line").In(l)},
		Link: today, Alerts: []alert{}, Test: true}}
}

// outgoing is the message as the outbox keeps it.
func (c content) outgoing() (partner.Outgoing, error) {
	text, err := json.Marshal(c)
	if err != nil {
		return partner.Outgoing{}, fmt.Errorf("write a message for the webhook: %w", err)
	}
	return partner.Outgoing{Channel: partner.ByWebhook, RequestTitle: c.Nameless.Title, Note: string(text)}, nil
}

// contentOf is what the outbox keeps.
func contentOf(o partner.Outgoing) (c content, err error) {
	if err := json.Unmarshal([]byte(o.Note), &c); err != nil {
		return c, fault.Wrap(fault.Corrupt, err, "webhook_message_unreadable", "id", o.ID).With(fault.ReportBug)
	}
	return c, nil
}
