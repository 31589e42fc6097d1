package cli

import (
	"fmt"
	"strings"
	"time"

	"tenantry/app/contract"
)

// requestSigns are the states of requests in words, with a sign that needs no colour.
var requestSigns = map[string]string{
	"open": "● Open", "attention_needed": "▲ Waits for you", "closed": "✔ Closed", "none": "? Unknown",
	"draft": "✎ Draft", "queued": "… Queued", "sending": "→ Sending", "sent": "✔ Sent", "handed-off": "⇗ Handed off",
	"blocked": "⚠ Blocked", "rejected": "✖ Rejected", "uncertain": "? Uncertain",
}

func requestSign(state string) string {
	if s, ok := requestSigns[state]; ok {
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
	if in := until(i.NextTryAt, now); in != "" {
		parts = append(parts, "next try in "+in)
	}
	return strings.Join(parts, "; ")
}

// until says how long it is to a time of the contract; "" when it is past or unknown.
func until(t *string, now time.Time) string {
	if t == nil {
		return ""
	}
	at, err := time.Parse(time.RFC3339, *t)
	if err != nil || !at.After(now) {
		return ""
	}
	switch d := at.Sub(now); {
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds())+1)
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes())+1)
	default:
		return fmt.Sprintf("%d h", int(d.Hours())+1)
	}
}

// cleanText is clean for a text of several lines.
func cleanText(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = clean(strings.ReplaceAll(l, "\t", "    "))
	}
	return strings.Join(lines, "\n")
}

// indent puts a text of several lines below a heading.
func indent(s string) string { return "  " + strings.ReplaceAll(cleanText(s), "\n", "\n  ") }
