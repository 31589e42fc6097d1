package requests

import (
	"strings"
	"time"

	"tenantry/app/cli/term"
	"tenantry/app/contract"
)

// signs are the states of requests in words, with a sign that needs no colour.
var signs = map[string]string{
	"open": "● Open", "attention_needed": "▲ Waits for you", "closed": "✔ Closed", "none": "? Unknown",
	"draft": "✎ Draft", "queued": "… Queued", "sending": "→ Sending", "sent": "✔ Sent", "handed-off": "⇗ Handed off",
	"blocked": "⚠ Blocked", "rejected": "✖ Rejected", "uncertain": "? Uncertain",
}

func sign(state string) string {
	if s, ok := signs[state]; ok {
		return s
	}
	return state
}

// label is the number that Microsoft gave a request, or else the local id.
func label(r contract.RequestRow) string {
	if r.ID != "" {
		return r.ID
	}
	return r.LocalID
}

// waitsFor says in words what keeps something outgoing, and what a person can do.
func waitsFor(i contract.OutgoingItem, now time.Time) string {
	var parts []string
	switch {
	case i.Behind != "":
		return "waits behind " + i.Behind + " of the same customer"
	case i.State == "queued" && i.Channel == "portal":
		parts = append(parts, "hand it off: tenantry requests send "+i.LocalID)
	case i.State == "handed-off":
		parts = append(parts, "file it, then: tenantry requests filed "+i.LocalID+" NUMBER")
	case undecided(i):
		parts = append(parts, "to send it: tenantry requests edit "+i.LocalID+" --channel azure|portal")
	case i.State == "draft":
		parts = append(parts, "to send it: tenantry requests edit "+i.LocalID)
	case i.State == "uncertain":
		parts = append(parts, "it may have arrived: Microsoft is asked before anything is sent again")
	}
	if i.Problem != nil && i.State != "sent" {
		parts = append(parts, i.Problem.Message+": "+i.Problem.Remedy)
	}
	if in := term.Until(i.NextTryAt, now); in != "" {
		parts = append(parts, "next try in "+in)
	}
	return strings.Join(parts, "; ")
}
