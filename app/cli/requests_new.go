package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tenantry/app/contract"
	"tenantry/backend/fault"
)

func (st *state) requestsNewCmd() *cobra.Command {
	var w writing
	c := w.flags(st.command("new X", "write a service request for a customer and queue it; prints its local id", argsBetween(1, 1, "X"),
		func(ctx context.Context, args []string) error {
			return st.with(func(s session) error {
				if err := w.read(st); err != nil {
					return err
				}
				tenant, err := resolve(s, args[0])
				if err != nil {
					return unkept(err, "without a customer there is nothing to keep it for; name the customer and run the command again")
				}
				return st.write(ctx, s, tenant, w)
			})
		}))
	c.Flags().StringVar(&w.template, "template", "", "start from this text, by id or name (see: tenantry requests templates)")
	c.Long = "Writes a service request for a customer, keeps it in the outbox and prints its local id. Works without a network.\n\n" +
		"--channel is azure when --subscription, --service or --classification is given; portal when --product or\n" +
		"--incident is given, or when no Azure subscription of the customer is known. What is left out is filled in where\n" +
		"only one choice exists. What can't be queued is kept as a draft: the message names it, and\n" +
		"`tenantry requests edit` goes on with it."
	return example(c, "tenantry requests new contoso.com --title \"Mail is late\" --description \"Since 9:00, 12 people\" --product Exchange",
		"tenantry requests new contoso.com --title \"VM is down\" --description-file vm.txt --subscription Production --service \"virtual machine\"")
}

func (st *state) requestsEditCmd() *cobra.Command {
	var w writing
	var note string
	c := w.flags(st.command("edit LOCALID", "change a draft, or take back what is queued, and queue it (without flags: queue it as it is)",
		argsBetween(1, 1, "LOCALID"), func(ctx context.Context, args []string) error {
			return st.withWritten(args[0], func(s session, i contract.OutgoingItem) error {
				if err := w.read(st); err != nil {
					return err
				}
				if i.Channel == "note" {
					return st.editNote(s, i, note, w)
				}
				return st.rewrite(ctx, s, i, w)
			})
		}))
	c.Flags().StringVar(&note, "note", "", "the new text of a note (\"-\": standard input)")
	return example(c, "tenantry requests edit TNT-7F3K2M", "tenantry requests edit TNT-7F3K2M --title \"Mail is late since 9:00\" --draft")
}

// write begins a request: from a template and an incident if they are named, then what the flags say.
func (st *state) write(ctx context.Context, s session, tenant string, w writing) error {
	id, err := template(s, w.template, w.fields.Language)
	if err != nil { // only a new request can start from one
		return unkept(err, "name the template and run the command again (see: tenantry requests templates)")
	}
	if err := w.check(s, tenant); err != nil {
		return unkept(err, "")
	}
	d, err := s.Requests.Prepare(tenant, id, w.fields.IncidentID, w.fields.Language)
	if err != nil {
		return unkept(err, "")
	}
	d.Channel = "" // chosen below
	return st.keep(ctx, s, d, w, w.onto(&d))
}

func (st *state) rewrite(ctx context.Context, s session, i contract.OutgoingItem, w writing) error {
	if !i.Editable {
		return fault.New(fault.Conflict, fmt.Sprintf("%s is %s; it can't be changed now", i.LocalID, i.State))
	}
	d := i.Draft
	d.LocalID, d.TenantID = i.LocalID, i.TenantID
	if undecided(i) {
		d.Channel = ""
	}
	if err := w.check(s, d.TenantID); err != nil {
		return err
	}
	wrong := w.onto(&d)
	if wrong == nil && d.Channel == "" {
		wrong = channelOpen("")
	}
	return st.keep(ctx, s, d, w, wrong)
}

// keep keeps a request as a draft before anything else, so that no mistake loses a word; then it fills in
// what is left open, checks, and lets it go. wrong is what is known to be wrong already.
func (st *state) keep(ctx context.Context, s session, d contract.RequestDraft, w writing, wrong error) error {
	item, err := s.Outbox.Save(undecidedAs(d))
	if err != nil {
		return byFlag(err)
	}
	d.LocalID = item.LocalID
	if wrong == nil {
		wrong = choose(ctx, s, &d)
		if item, err = s.Outbox.Save(undecidedAs(d)); err != nil {
			return kept(byFlag(err), d.LocalID)
		}
	}
	check, err := s.Outbox.Check(d)
	if err != nil {
		return kept(err, d.LocalID)
	}
	for _, f := range check.Findings {
		st.note("tenantry: look first: %s", clean(oneLine(f.Text)))
	}
	stop := mistakes(wrong, check, w.strict)
	if w.draft {
		if stop != nil {
			st.note("tenantry: before it can be queued: %s", clean(oneLine(contract.FailureOf(stop).Message)))
		}
		return st.written(item, check.Findings)
	}
	if stop != nil {
		return withFindings(kept(stop, d.LocalID), check.Findings)
	}
	if item, err = s.Outbox.Queue(d.LocalID); err != nil {
		return kept(byFlag(err), d.LocalID)
	}
	return st.written(item, check.Findings)
}

// mistakes is what keeps a request from being queued, as one error; nil when nothing does.
func mistakes(wrong error, check contract.Preflight, strict bool) error {
	if wrong != nil {
		return wrong
	}
	if len(check.Fields) > 0 {
		return badFields(check.FieldMessages)
	}
	var texts []string
	for _, f := range check.Findings {
		if f.Blocking || strict {
			texts = append(texts, f.Text)
		}
	}
	if len(texts) > 0 {
		return fault.New(fault.Invalid, strings.Join(texts, "; "))
	}
	return nil
}

func withFindings(err error, found []contract.Finding) error {
	var d detailedError
	if errors.As(err, &d) {
		d.doc["findings"] = found
	}
	return err
}

// written prints a request that is kept: its local id first, on a line of its own.
func (st *state) written(i contract.OutgoingItem, found []contract.Finding) error {
	if st.json {
		return st.print(struct {
			contract.OutgoingItem

			Findings []contract.Finding `json:"findings"`
		}{i, append([]contract.Finding{}, found...)})
	}
	st.say("%s", i.LocalID)
	next := "to send it now: tenantry requests send"
	switch {
	case i.State == "draft":
		next = "to queue it: tenantry requests edit " + i.LocalID
	case i.Channel == "portal":
		next = "to hand it off: tenantry requests send " + i.LocalID
	}
	st.note("%s for %s: %s", requestSign(i.State), clean(i.Customer), next)
	return nil
}

// editNote changes the text of a note, if one is given, and queues it.
func (st *state) editNote(s session, i contract.OutgoingItem, text string, w writing) error {
	if w.changed("note") {
		text, err := st.text(text, "")
		if err != nil {
			return err
		}
		if i, err = s.Outbox.SaveNote(i.LocalID, text); err != nil {
			return byFlag(err)
		}
	}
	if !w.draft {
		queued, err := s.Outbox.Queue(i.LocalID)
		if err != nil {
			return kept(byFlag(err), i.LocalID)
		}
		i = queued
	}
	return st.written(i, nil)
}
