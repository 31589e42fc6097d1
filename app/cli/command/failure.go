package command

import (
	"fmt"

	"tenantry/app/contract"
)

// Detailed is a failure that says more than its one line.
type Detailed struct {
	Err    error
	Advice string         // in place of the usual remedy; empty: the usual one
	Lines  []string       // for people, below the line
	Doc    map[string]any // for --json, beside "error"
}

// Error is what the failure says.
func (e Detailed) Error() string { return e.Err.Error() }

func (e Detailed) Unwrap() error { return e.Err }

// WithCandidates lists the customers that come close.
func WithCandidates(err error, rows []contract.CustomerRow) error {
	d := Detailed{Err: err, Doc: map[string]any{"candidates": rows}}
	for _, r := range rows {
		d.Lines = append(d.Lines, fmt.Sprintf("%s  %s  %s", r.TenantID, r.Name, r.PrimaryDomain))
	}
	return d
}

// WithChoices lists what a flag can be.
func WithChoices(err error, flag string, all []contract.Choice) error {
	d := Detailed{Err: err, Doc: map[string]any{"flag": flag, "choices": all}}
	for _, c := range all {
		d.Lines = append(d.Lines, c.ID+"  "+c.Name)
	}
	return d
}
