package cli

import (
	"cmp"
	"errors"
	"fmt"

	"tenantry/app/contract"
)

// detailedError is a failure that says more than its one line.
type detailedError struct {
	error
	advice string         // in place of the usual remedy; empty: the usual one
	lines  []string       // for people, below the line
	doc    map[string]any // for --json, beside "error"
}

func (e detailedError) Unwrap() error { return e.error }

// unkept says with err that nothing was kept, and what to do next; "" leaves the advice that err has.
func unkept(err error, next string) error {
	var d detailedError
	errors.As(err, &d)
	d.error, d.advice = err, "nothing was kept; "+cmp.Or(next, d.advice, "correct it and run the command again")
	return d
}

// withCandidates lists the customers that come close.
func withCandidates(err error, rows []contract.CustomerRow) error {
	d := detailedError{error: err, doc: map[string]any{"candidates": rows}}
	for _, r := range rows {
		d.lines = append(d.lines, fmt.Sprintf("%s  %s  %s", r.TenantID, r.Name, r.PrimaryDomain))
	}
	return d
}

// withChoices lists what a flag can be.
func withChoices(err error, flag string, all []contract.Choice) error {
	d := detailedError{error: err, doc: map[string]any{"flag": flag, "choices": all}}
	for _, c := range all {
		d.lines = append(d.lines, c.ID+"  "+c.Name)
	}
	return d
}
