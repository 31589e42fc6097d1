package command

import (
	"cmp"
	"fmt"

	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/message"
)

// Detailed is a failure that says more than its one line.
type Detailed struct {
	Err    error
	Advice message.Message   // in place of the usual remedy; no key: the usual one
	Lines  []message.Message // for people, below the line
	Doc    map[string]any    // for --json, beside "error"
}

// Error is what the failure says.
func (e Detailed) Error() string { return e.Err.Error() }

func (e Detailed) Unwrap() error { return e.Err }

// WithCandidates lists the customers that come close.
func WithCandidates(err error, rows []contract.CustomerRow) error {
	d := Detailed{Err: err, Doc: map[string]any{"candidates": rows}}
	for _, r := range rows {
		d.Lines = append(d.Lines, message.Verbatim(fmt.Sprintf("%s  %s  %s", r.TenantID, r.Name, cmp.Or(r.DisplayDomain, r.PrimaryDomain))))
	}
	return d
}

// WithChoices lists what a flag can be. names are the keys of choices that are ours, by their ids; the
// others have names of their own.
func WithChoices(err error, flag string, all []contract.Choice, names map[string]string) error {
	d := Detailed{Err: err, Doc: map[string]any{"flag": flag, "choices": all}}
	for _, c := range all {
		name := message.Verbatim(c.Name)
		if key, ours := names[c.ID]; ours {
			name = message.Message{Key: key}
		}
		d.Lines = append(d.Lines, message.Of("cli_choice", "id", c.ID, "name", name))
	}
	return d
}

// Failed is a problem in a cell of a list for programs: its kind and what went wrong, in English.
func Failed(p *contract.Problem) string {
	if p == nil {
		return ""
	}
	return p.Kind + ": " + p.Message
}

// Problem is a problem with what helps, on one line.
func Problem(io *term.IO, p *contract.Problem) string {
	return term.Clean(io.Words(Advised(p.Words(), p.Advice())))
}

// Advised is what went wrong and what to do.
func Advised(what, advice message.Message) message.Message {
	return message.Of("cli_advised", "what", what, "advice", advice)
}
