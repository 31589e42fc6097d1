package requests

import (
	"time"

	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// signs are the states of requests in words, with a sign that needs no colour.
var signs = map[string]string{
	"open": "cli_sign_open", "attention_needed": "cli_sign_attention_needed", "closed": "cli_sign_closed", "none": "cli_sign_none",
	"draft": "cli_sign_draft", "queued": "cli_sign_queued", "sending": "cli_sign_sending", "sent": "cli_sign_sent",
	"handed-off": "cli_sign_handed_off", "blocked": "cli_sign_blocked", "rejected": "cli_sign_rejected", "uncertain": "cli_sign_uncertain",
}

// states and events are the words of a story.
var (
	states = map[string]string{"draft": "cli_state_draft", "queued": "cli_state_queued", "sending": "cli_state_sending",
		"sent": "cli_state_sent", "handed-off": "cli_state_handed_off", "blocked": "cli_state_blocked",
		"rejected": "cli_state_rejected", "uncertain": "cli_state_uncertain"}
	events = map[string]string{"queued": "cli_event_queued", "taken-back": "cli_event_taken_back", "started": "cli_event_started",
		"delivered": "cli_event_delivered", "handed-off": "cli_event_handed_off", "found": "cli_event_found",
		"not-found": "cli_event_not_found", "failed": "cli_event_failed", "lost": "cli_event_lost",
		"interrupted": "cli_event_interrupted", "not-settled": "cli_event_not_settled", "held": "cli_event_held",
		"released": "cli_event_released", "seen": "cli_event_seen"}
)

// severities and channelNames are words of the contract that people read.
var (
	severities = map[string]string{"minimal": "cli_severity_minimal", "moderate": "cli_severity_moderate", "critical": "cli_severity_critical"}

	channelNames = map[string]string{"azure": "cli_channel_azure", "portal": "cli_channel_portal", "note": "cli_channel_note",
		"change": "cli_channel_change", "partnercenter": "cli_channel_partnercenter"}
)

// rowSign is the sign of a request, which says more of one that only a person said to be there.
func rowSign(r contract.RequestRow) message.Message {
	if r.Unseen && r.State == "sent" {
		return message.Of("cli_sign_unseen")
	}
	return sign(r.State)
}

func sign(state string) message.Message { return command.Known(signs, state) }

// label is the number that Microsoft gave a request, or else the local id.
func label(r contract.RequestRow) string {
	if r.ID != "" {
		return r.ID
	}
	return r.LocalID
}

// waitsFor says what keeps something outgoing, and what a person can do.
func waitsFor(i contract.OutgoingItem, now time.Time) message.Message {
	if i.Behind != "" {
		return message.Of("cli_waits_behind", "id", i.Behind)
	}
	var said []message.Message
	switch {
	case i.State == "queued" && i.Channel == "portal":
		said = append(said, message.Of("cli_waits_hand_off", "id", i.LocalID))
	case i.Unseen:
		said = append(said, message.Of("cli_waits_unseen", "id", i.LocalID))
	case i.State == "handed-off":
		said = append(said, message.Of("cli_waits_number", "id", i.LocalID))
	case undecided(i):
		said = append(said, message.Of("cli_waits_channel", "id", i.LocalID))
	case i.State == "draft":
		said = append(said, message.Of("cli_waits_draft", "id", i.LocalID))
	case i.State == "uncertain":
		said = append(said, message.Of("cli_waits_uncertain"))
	}
	if p := i.Problem; p != nil && i.State != "sent" {
		said = append(said, command.Advised(p.Words(), p.Advice()))
	}
	if p := i.Problem; p != nil && i.Channel == "azure" && p.RemedyKey == string(fault.OverPortal) && i.State != "sent" {
		said = append(said, message.Of("cli_waits_over_portal", "id", i.LocalID))
	}
	if in, ok := term.Until(i.NextTryAt, now); ok {
		said = append(said, message.Of("cli_waits_next", "span", in))
	}
	return message.Of("cli_list", "texts", said)
}
