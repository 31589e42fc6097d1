package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app/contract"
	"tenantry/backend/fault"
)

func (st *state) requestsOutboxCmd() *cobra.Command {
	c := st.command("outbox", "what you wrote: drafts, what is on its way and what it waits for, what arrived", noArgs,
		func(context.Context, []string) error {
			return st.with(func(s session) error {
				page, err := s.Outbox.List()
				if err != nil {
					return err
				}
				return st.outbox(page)
			})
		})
	return example(c, "tenantry requests outbox", "tenantry requests outbox --json")
}

func (st *state) outbox(p contract.OutboxPage) error {
	if st.json {
		return st.print(p)
	}
	now := time.Now()
	rows := make([][]string, len(p.Requests))
	for i, r := range p.Requests {
		title := r.Title
		if r.Channel == "note" {
			title = "note on " + r.RequestID + ": " + oneLine(r.Note)
		}
		rows[i] = []string{requestSign(r.State), r.LocalID, r.ID, r.Channel, r.Customer, title, waitsFor(r, now)}
	}
	if len(rows) == 0 {
		st.note("Nothing is in the outbox.")
	} else {
		st.table([]string{"STATE", "LOCAL ID", "NUMBER", "CHANNEL", "CUSTOMER", "TITLE", "WAITS FOR"}, rows, 5)
	}
	st.note("On their way: %d; drafts: %d; need you: %d", p.Waiting, p.Drafts, p.Needs)
	for _, d := range p.Damaged {
		st.note("⚠ %s", clean(oneLine(d)))
	}
	listed := 0
	for _, r := range p.Requests {
		if r.State == "sent" {
			listed++
		}
	}
	if p.Sent > listed {
		st.note("Of %d that arrived, the newest %d are listed.", p.Sent, listed)
	}
	switch n := p.Elsewhere; {
	case n == 1:
		st.note("1 more was written as another partner account.")
	case n > 1:
		st.note("%d more were written as another partner account.", n)
	}
	return nil
}

func (st *state) requestsNoteCmd() *cobra.Command {
	var who string
	c := st.command("note ID TEXT", "queue a note on a service request (TEXT \"-\": standard input); prints its local id", argsBetween(2, 2, "ID or TEXT"),
		func(_ context.Context, args []string) error {
			return st.with(func(s session) error {
				text, err := st.text(args[1], "")
				if err != nil {
					return err
				}
				row, err := locate(s, args[0], who)
				if err != nil {
					return unkept(err, "")
				}
				if row.ID == "" {
					return unkept(fault.New(fault.Invalid, row.LocalID+" has no number yet, so there is nothing to put a note on"), "see: tenantry requests outbox")
				}
				item, err := s.Outbox.AddNote(row.TenantID, row.ID, text)
				if fault.KindOf(err) == fault.Invalid { // refused before it was kept
					return unkept(byFlag(err), "")
				}
				if err != nil {
					return err
				}
				if st.json {
					return st.print(item)
				}
				st.say("%s", item.LocalID)
				st.note("%s: a note on %s. To send it now: tenantry requests send", requestSign(item.State), clean(item.RequestID))
				return nil
			})
		})
	c.Flags().StringVar(&who, "customer", "", "whose request it is, where the number is unknown here or known at several")
	return example(c, "tenantry requests note 119112420000001 \"It works again since noon.\"", "tenantry requests note 119112420000001 - < answer.txt")
}

func (st *state) requestsFiledCmd() *cobra.Command {
	c := st.command("filed LOCALID NUMBER", "take down the number that Microsoft gave to a request that was handed off or is uncertain",
		argsBetween(2, 2, "LOCALID or NUMBER"), func(_ context.Context, args []string) error {
			return st.withWritten(args[0], func(s session, i contract.OutgoingItem) error {
				i, err := s.Outbox.Filed(i.LocalID, args[1])
				return st.became(i, err)
			})
		})
	return example(c, "tenantry requests filed TNT-7F3K2M 119112420000001")
}

func (st *state) requestsRetryCmd() *cobra.Command {
	c := st.command("retry LOCALID", "you looked: Microsoft does not have this uncertain one; it is sent again",
		argsBetween(1, 1, "LOCALID"), func(_ context.Context, args []string) error {
			return st.withWritten(args[0], func(s session, i contract.OutgoingItem) error {
				i, err := s.Outbox.NotThere(i.LocalID)
				return st.became(i, err)
			})
		})
	return example(c, "tenantry requests retry TNT-7F3K2M")
}

func (st *state) requestsCancelCmd() *cobra.Command {
	var throwAway bool
	c := st.command("cancel LOCALID", "take back what was not sent yet; the draft stays, unless --delete, which also takes what arrived off the list", argsBetween(1, 1, "LOCALID"),
		func(_ context.Context, args []string) error {
			return st.withWritten(args[0], func(s session, i contract.OutgoingItem) error { return st.cancel(s, i, throwAway) })
		})
	c.Flags().BoolVar(&throwAway, "delete", false, "throw the draft away, too; take what arrived off the list")
	return example(c, "tenantry requests cancel TNT-7F3K2M", "tenantry requests cancel TNT-7F3K2M --delete")
}

func (st *state) cancel(s session, i contract.OutgoingItem, throwAway bool) error {
	sent := i.State == "sent"
	if i.State != "draft" && !(sent && throwAway) {
		back, err := s.Outbox.TakeBack(i.LocalID)
		if err != nil && sent {
			return detailedError{error: fmt.Errorf("cancel %s: %w", i.LocalID, err),
				advice: "Microsoft has it; to take it off the list: tenantry requests cancel " + i.LocalID + " --delete"}
		}
		if err != nil {
			return fmt.Errorf("cancel %s: %w", i.LocalID, err)
		}
		i = back
	}
	if !throwAway {
		if st.json {
			return st.print(i)
		}
		st.say("%s is a draft again and stays here. To send it: tenantry requests edit %s; to throw it away: tenantry requests cancel %s --delete",
			i.LocalID, i.LocalID, i.LocalID)
		return nil
	}
	if err := s.Outbox.Discard(i.LocalID); err != nil {
		return fmt.Errorf("throw %s away: %w", i.LocalID, err)
	}
	if st.json {
		return st.print(map[string]any{"localId": i.LocalID, "deleted": true})
	}
	if sent {
		st.say("%s is off the list; Microsoft has it still.", i.LocalID)
		return nil
	}
	st.say("%s is thrown away.", i.LocalID)
	return nil
}

// withWritten opens the profile and runs do for something in the outbox.
func (st *state) withWritten(text string, do func(session, contract.OutgoingItem) error) error {
	return st.with(func(s session) error {
		i, err := written(s, text)
		if err != nil {
			return err
		}
		return do(s, i)
	})
}

// became prints what an item is now.
func (st *state) became(i contract.OutgoingItem, err error) error {
	if err != nil {
		return byFlag(err)
	}
	if st.json {
		return st.print(i)
	}
	st.say("%s  %s  %s", i.LocalID, requestSign(i.State), clean(i.ID))
	return nil
}

func (st *state) requestsTemplatesCmd() *cobra.Command {
	c := st.command("templates", "the texts that a request can start from", noArgs, func(context.Context, []string) error {
		return st.with(func(s session) error {
			t, err := s.Requests.Templates()
			if err != nil {
				return err
			}
			if st.json {
				return st.print(t)
			}
			rows := make([][]string, len(t.Templates))
			for i, v := range t.Templates {
				rows[i] = []string{v.ID, v.Language, v.Name, v.Title}
			}
			st.table([]string{"ID", "LANGUAGE", "NAME", "TITLE"}, rows, 3)
			return nil
		})
	})
	return example(c, "tenantry requests templates", "tenantry requests new contoso.com --template builtin-mail-en --draft")
}
