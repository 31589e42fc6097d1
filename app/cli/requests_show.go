package cli

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app/contract"
)

func (st *state) requestsShowCmd() *cobra.Command {
	var who string
	c := st.command("show ID", "one service request with its notes, or a note on its way (ID: Microsoft's number, or a local id)", argsBetween(1, 1, "ID"),
		func(ctx context.Context, args []string) error {
			return st.with(func(s session) error {
				if localID(args[0]) != "" {
					i, err := written(s, args[0])
					if err != nil {
						return err
					}
					if i.Channel == "note" {
						return st.showNote(i)
					}
				}
				row, err := locate(s, args[0], who)
				if err != nil {
					return err
				}
				d, err := st.readRequest(ctx, s, row)
				if err != nil {
					return err
				}
				if st.json {
					return st.print(d)
				}
				st.requestPage(d)
				return nil
			})
		})
	c.Flags().StringVar(&who, "customer", "", "whose request it is, where the number is unknown here or known at several")
	return example(c, "tenantry requests show 119112420000001", "tenantry requests show TNT-7F3K2M --json")
}

// readRequest reads a request anew; where that can't be done, what is kept answers, with a warning.
func (st *state) readRequest(ctx context.Context, s session, row contract.RequestRow) (contract.RequestDetails, error) {
	if row.ID == "" {
		return s.Requests.Get(row.TenantID, row.LocalID)
	}
	d, err := s.ReadRequest(ctx, row.TenantID, row.ID)
	if err == nil {
		return d, nil
	}
	kept, keptErr := s.Requests.Get(row.TenantID, row.ID)
	if keptErr != nil {
		return d, err
	}
	f := contract.FailureOf(err)
	if kept.Problem == nil {
		kept.Problem = &contract.Problem{Kind: f.Kind, Message: f.Message, Said: f.Said, Remedy: f.Remedy, RemedyKey: f.RemedyKey, Code: f.Code, RequestID: f.RequestID}
	}
	st.note("tenantry: %s: %s; what was known before follows", clean(oneLine(f.Message)), f.Remedy)
	return kept, nil
}

func (st *state) requestPage(d contract.RequestDetails) {
	now := time.Now()
	line := st.line
	line("Request", label(d.RequestRow)+"  "+requestSign(d.State))
	if d.ID != "" {
		line("Local id", d.LocalID)
	}
	line("Customer", d.Customer+" ("+d.TenantID+")")
	line("Title", d.Title)
	line("Severity", d.Severity)
	line("Product", d.Product)
	line("Incident", d.IncidentID)
	line("Contact", d.Contact)
	line("Channel", d.Channel)
	line("Opened", fmt.Sprintf("%s, updated %s", day(d.CreatedAt), age(d.UpdatedAt, now)))
	if d.ID != "" {
		line("Notes read", age(d.NotesAsOf, now))
	}
	if d.Problem != nil {
		line("Problem", "⚠ "+d.Problem.Message+": "+d.Problem.Remedy)
	}
	if d.Outgoing != nil {
		line("Waits", waitsFor(*d.Outgoing, now))
	}
	text := d.Description
	if d.Outgoing != nil && text == "" {
		text = cmp.Or(d.Outgoing.Note, d.Outgoing.Draft.Description)
	}
	if text != "" {
		fmt.Fprintf(st.env.Out, "\n%s\n", cleanText(text))
	}
	for _, n := range d.Notes {
		head := deref(n.At) + "  " + n.By
		if n.LocalID != "" {
			head += "  " + n.LocalID + "  " + requestSign(n.State)
		}
		fmt.Fprintf(st.env.Out, "\n%s\n%s\n", clean(head), indent(n.Text))
		if n.Problem != nil {
			fmt.Fprintf(st.env.Out, "  ⚠ %s: %s\n", clean(n.Problem.Message), n.Problem.Remedy)
		}
	}
	if d.Outgoing != nil {
		st.history(*d.Outgoing)
	}
}

// line writes one field of a page; an empty one is left out.
func (st *state) line(name, value string) {
	if value != "" {
		fmt.Fprintf(st.env.Out, "%-11s %s\n", name, clean(value))
	}
}

// history tells the story of something outgoing.
func (st *state) history(i contract.OutgoingItem) {
	if len(i.History) == 0 {
		return
	}
	fmt.Fprintf(st.env.Out, "\nHistory\n")
	for _, h := range i.History {
		why := ""
		if h.Problem != nil {
			why = ": " + h.Problem.Message
		}
		fmt.Fprintf(st.env.Out, "  %s  %s → %s%s\n", deref(h.At), h.Event, h.State, clean(why))
	}
}

// showNote prints a note that was written here.
func (st *state) showNote(i contract.OutgoingItem) error {
	if st.json {
		return st.print(i)
	}
	now := time.Now()
	st.line("Note", i.LocalID+"  "+requestSign(i.State))
	st.line("On request", i.RequestID+flags(i.RequestTitle != i.RequestID, "  "+i.RequestTitle))
	st.line("Customer", i.Customer+" ("+i.TenantID+")")
	st.line("Written", fmt.Sprintf("%s, updated %s", day(i.CreatedAt), age(i.UpdatedAt, now)))
	st.line("Waits", waitsFor(i, now))
	fmt.Fprintf(st.env.Out, "\n%s\n", cleanText(i.Note))
	st.history(i)
	return nil
}
