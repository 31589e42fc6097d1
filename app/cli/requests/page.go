package requests

import (
	"cmp"
	"fmt"
	"time"

	"tenantry/app/cli/term"
	"tenantry/app/contract"
)

// field writes one field of a page; an empty one is left out.
func field(io *term.IO, name, value string) {
	if value != "" {
		io.Field(11, name, value)
	}
}

func printRequest(io *term.IO, d contract.RequestDetails) {
	now := time.Now()
	field(io, "Request", label(d.RequestRow)+"  "+sign(d.State))
	if d.ID != "" {
		field(io, "Local id", d.LocalID)
	}
	field(io, "Customer", d.Customer+" ("+d.TenantID+")")
	field(io, "Title", d.Title)
	field(io, "Severity", d.Severity)
	field(io, "Product", d.Product)
	field(io, "Incident", d.IncidentID)
	field(io, "Contact", d.Contact)
	field(io, "Channel", d.Channel)
	field(io, "Opened", fmt.Sprintf("%s, updated %s", term.Day(d.CreatedAt), term.Age(d.UpdatedAt, now)))
	if d.ID != "" {
		field(io, "Notes read", term.Age(d.NotesAsOf, now))
	}
	if d.Problem != nil {
		field(io, "Problem", "⚠ "+d.Problem.Message+": "+d.Problem.Remedy)
	}
	if d.Outgoing != nil {
		field(io, "Waits", waitsFor(*d.Outgoing, now))
	}
	text := d.Description
	if d.Outgoing != nil && text == "" {
		text = cmp.Or(d.Outgoing.Note, d.Outgoing.Draft.Description)
	}
	if text != "" {
		fmt.Fprintf(io.Out, "\n%s\n", term.CleanText(text))
	}
	for _, n := range d.Notes {
		printAnswer(io, n)
	}
	if d.Outgoing != nil {
		history(io, *d.Outgoing)
	}
}

// printAnswer prints one note of a request.
func printAnswer(io *term.IO, n contract.RequestNote) {
	head := term.Deref(n.At) + "  " + n.By
	if n.LocalID != "" {
		head += "  " + n.LocalID + "  " + sign(n.State)
	}
	fmt.Fprintf(io.Out, "\n%s\n%s\n", term.Clean(head), term.Indent(n.Text))
	if n.Problem != nil {
		fmt.Fprintf(io.Out, "  ⚠ %s: %s\n", term.Clean(n.Problem.Message), n.Problem.Remedy)
	}
}

// printNote prints a note that was written here.
func printNote(io *term.IO, i contract.OutgoingItem) {
	now := time.Now()
	field(io, "Note", i.LocalID+"  "+sign(i.State))
	field(io, "On request", i.RequestID+term.If(i.RequestTitle != i.RequestID, "  "+i.RequestTitle))
	field(io, "Customer", i.Customer+" ("+i.TenantID+")")
	field(io, "Written", fmt.Sprintf("%s, updated %s", term.Day(i.CreatedAt), term.Age(i.UpdatedAt, now)))
	field(io, "Waits", waitsFor(i, now))
	fmt.Fprintf(io.Out, "\n%s\n", term.CleanText(i.Note))
	history(io, i)
}

// history tells the story of something outgoing.
func history(io *term.IO, i contract.OutgoingItem) {
	if len(i.History) == 0 {
		return
	}
	fmt.Fprintf(io.Out, "\nHistory\n")
	for _, h := range i.History {
		why := ""
		if h.Problem != nil {
			why = ": " + h.Problem.Message
		}
		fmt.Fprintf(io.Out, "  %s  %s → %s%s\n", term.Deref(h.At), h.Event, h.State, term.Clean(why))
	}
}
