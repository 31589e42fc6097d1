package requests

import (
	"cmp"
	"time"

	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/message"
)

// columns is what the names of a page take.
const columns = 11

func printRequest(io *term.IO, d contract.RequestDetails) {
	now := time.Now()
	p := io.Page(columns)
	p.AddKnown("cli_request_request", label(d.RequestRow)+"  "+io.Words(rowSign(d.RequestRow)))
	if d.ID != "" {
		p.AddKnown("cli_request_local_id", d.LocalID)
	}
	p.AddKnown("cli_request_customer", d.Customer+" ("+d.TenantID+")")
	p.AddKnown("cli_request_title", d.Title)
	p.AddKnown("cli_request_severity", io.Words(command.Known(severities, d.Severity)))
	p.AddKnown("cli_request_product", d.Product)
	p.AddKnown("cli_request_incident", d.IncidentID)
	p.AddKnown("cli_request_contact", d.Contact)
	p.AddKnown("cli_request_channel", io.Words(command.Known(channelNames, d.Channel)))
	p.AddKnown("cli_request_opened", io.Word("cli_request_updated", "day", term.Day(d.CreatedAt), "age", term.Age(d.UpdatedAt, now)))
	if d.ID != "" {
		p.AddKnown("cli_request_notes_read", io.Words(term.Age(d.NotesAsOf, now)))
	}
	if d.Problem != nil {
		p.AddKnown("cli_problem", "⚠ "+command.Problem(io, d.Problem))
	}
	if d.Outgoing != nil {
		p.AddKnown("cli_request_waits", io.Words(waitsFor(*d.Outgoing, now)))
	}
	for _, c := range d.Changes {
		p.AddKnown("cli_request_change", c.LocalID+"  "+io.Words(sign(c.State))+"  "+io.Words(message.Of("cli_list", "texts", []message.Message{changeOf(c), waitsFor(c, now)})))
	}
	p.Print()
	text := d.Description
	if d.Outgoing != nil && text == "" {
		text = cmp.Or(d.Outgoing.Note, d.Outgoing.Draft.Description)
	}
	if text != "" {
		io.Line("\n" + text)
	}
	for _, n := range d.Notes {
		printAnswer(io, n)
	}
	if d.Incomplete {
		io.Line("\n⚠ " + io.Word("cli_request_notes_incomplete"))
	}
	if d.Outgoing != nil {
		history(io, *d.Outgoing)
	}
}

// printAnswer prints one note of a request.
func printAnswer(io *term.IO, n contract.RequestNote) {
	head := io.Words(term.Moment(n.At)) + "  " + n.By
	if n.LocalID != "" {
		head += "  " + n.LocalID + "  " + io.Words(sign(n.State))
	}
	io.Line("\n" + term.Clean(head))
	io.Line(term.Indent(n.Text))
	if n.Problem != nil {
		io.Line("  ⚠ " + command.Problem(io, n.Problem))
	}
}

// printNote prints a note, or a change, that was made here.
func printNote(io *term.IO, i contract.OutgoingItem) {
	now := time.Now()
	p := io.Page(columns)
	p.AddKnown(map[bool]string{false: "cli_request_note", true: "cli_request_change"}[i.Change != nil], i.LocalID+"  "+io.Words(sign(i.State)))
	p.AddKnown("cli_request_on", i.RequestID+term.If(i.RequestTitle != i.RequestID, "  "+i.RequestTitle))
	p.AddKnown("cli_request_customer", i.Customer+" ("+i.TenantID+")")
	p.AddKnown("cli_request_written", io.Word("cli_request_updated", "day", term.Day(i.CreatedAt), "age", term.Age(i.UpdatedAt, now)))
	p.AddKnown("cli_request_waits", io.Words(waitsFor(i, now)))
	if i.Change != nil {
		p.AddKnown("cli_request_wanted", io.Words(changeOf(i)))
	}
	p.Print()
	if i.Note != "" {
		io.Line("\n" + i.Note)
	}
	history(io, i)
}

// history tells the story of something outgoing.
func history(io *term.IO, i contract.OutgoingItem) {
	if len(i.History) == 0 {
		return
	}
	io.Line("\n" + io.Word("cli_request_history"))
	for _, h := range i.History {
		step := command.Known(events, h.Event).In(io.Language) + " → " + command.Known(states, h.State).In(io.Language)
		if h.Problem != nil {
			step = io.Word("cli_titled", "what", step, "more", h.Problem.Words())
		}
		io.Line("  " + io.Words(term.Moment(h.At)) + "  " + term.Clean(step))
	}
}
