package requests

import (
	"cmp"
	"context"
	"errors"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// keep keeps a request as a draft before anything else, so that no mistake loses a word; then it fills in
// what is left open, checks, and lets it go. wrong is what is known to be wrong already.
func (w *Writing) keep(ctx context.Context, a *app.App, d contract.RequestDraft, wrong error) error {
	item, err := a.Outbox.Save(undecidedAs(d))
	if err != nil {
		return byFlag(err)
	}
	d.LocalID = item.LocalID
	if wrong == nil {
		wrong = choose(ctx, a, &d)
		if item, err = a.Outbox.Save(undecidedAs(d)); err != nil {
			return kept(byFlag(err), d.LocalID)
		}
	}
	check, err := a.Outbox.Check(d)
	if err != nil {
		return kept(err, d.LocalID)
	}
	for _, f := range check.Findings {
		w.IO.Warn(w.IO.Word("cli_requests_look_first", "what", f.Words()))
	}
	stop := mistakes(wrong, check, w.Strict, d.TenantID)
	if w.Draft {
		if stop != nil {
			w.IO.Warn(w.IO.Word("cli_requests_before_queued", "what", contract.FailureOf(stop).Words()))
		}
		return w.written(item, check.Findings)
	}
	if stop != nil {
		return withFindings(kept(stop, d.LocalID), check.Findings)
	}
	if item, err = a.Outbox.Queue(d.LocalID); err != nil {
		return kept(byFlag(err), d.LocalID)
	}
	return w.written(item, check.Findings)
}

// mistakes is what keeps a request from being queued, as one error; nil when nothing does.
func mistakes(wrong error, check contract.Preflight, strict bool, tenant string) error {
	if wrong != nil {
		return wrong
	}
	if len(check.Fields) > 0 {
		return badFields(check.FieldMessages)
	}
	var texts []message.Message
	helps := fault.CorrectInput
	for _, f := range check.Findings {
		if f.Blocking || strict {
			texts = append(texts, f.Words())
			helps = cmp.Or(fault.Remedy(f.RemedyKey), helps)
		}
	}
	if len(texts) > 0 {
		return fault.New(fault.Invalid, "cli_list", "texts", texts).With(helps).AtCustomer(tenant)
	}
	return nil
}

func withFindings(err error, found []contract.Finding) error {
	var d command.Detailed
	if errors.As(err, &d) {
		d.Doc["findings"] = found
	}
	return err
}

// written prints a request that is kept: its local id first, on a line of its own.
func (w *Writing) written(i contract.OutgoingItem, found []contract.Finding) error {
	if w.IO.JSON {
		return w.IO.Print(struct {
			contract.OutgoingItem

			Findings []contract.Finding `json:"findings"`
		}{i, append([]contract.Finding{}, found...)})
	}
	w.IO.Line(i.LocalID)
	next := message.Of("cli_next_send")
	switch {
	case i.State == "draft":
		next = message.Of("cli_next_queue", "id", i.LocalID)
	case i.Channel == "portal":
		next = message.Of("cli_next_hand_off", "id", i.LocalID)
	}
	w.IO.Note("cli_requests_written", "state", sign(i.State), "customer", term.Clean(i.Customer), "next", next)
	return nil
}
