package alerts

import (
	"slices"
	"strings"
	"time"

	"tenantry/app"
	"tenantry/app/cli/command"
)

func (o *Options) snooze(of []string) error {
	switch {
	case o.Until == "":
		return command.WrongUse("cli_use_missing", "what", "--until")
	case strings.TrimSpace(o.Reason) == "":
		return command.WrongUse("cli_use_missing", "what", "--reason")
	}
	until, err := command.Moment("--until", o.Until, time.Now(), true)
	if err != nil {
		return err
	}
	if !until.After(time.Now()) {
		return command.WrongUse("cli_alerts_past", "text", command.Quoted(o.Until))
	}
	return o.Open(func(a *app.App) error {
		if err := a.Alerts.Snooze(of, until.UTC().Format(time.RFC3339), o.Reason); err != nil {
			return err
		}
		return o.told(a, of)
	})
}

// moments are examples of what is a time.
const moments = `2h, 3d, 17:30, 2026-03-10, "2026-03-10 17:30"`

// named says whether an alert is among those that are named.
func named(of []string, id string) bool {
	return slices.ContainsFunc(of, func(one string) bool { return strings.EqualFold(strings.TrimSpace(one), id) })
}
