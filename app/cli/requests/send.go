package requests

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/fault"
)

// SendOptions is what `tenantry requests send` needs.
type SendOptions struct {
	IO        *term.IO
	Open      command.Opener
	Browser   func(url string) error
	NoBrowser bool // print the support page's address only
}

// NewSend makes `tenantry requests send`.
func NewSend(l command.Line) *cobra.Command {
	o := &SendOptions{IO: l.IO, Open: l.Open, Browser: app.OpenBrowser}
	c := l.Command("send [LOCALID]", "cli_requests_send_short",
		command.Args(0, 1, "LOCALID"), func(ctx context.Context, args []string) error {
			if len(args) == 0 {
				return o.Open(func(a *app.App) error { return o.send(ctx, a) })
			}
			return forWritten(o.Open, args[0], o.handOff)
		})
	c.Flags().BoolVar(&o.NoBrowser, "no-browser", false, l.IO.Word("cli_requests_send_no_browser"))
	return command.Example(c, "tenantry requests send", "tenantry requests send TNT-7F3K2M --no-browser")
}

// send sends what can go and says what became of it: the exit code tells what is left.
func (o *SendOptions) send(ctx context.Context, a *app.App) error {
	last := map[string]string{}
	page, err := a.SendNow(ctx, func(i contract.OutgoingItem) {
		if last[i.LocalID] == i.State {
			return
		}
		last[i.LocalID] = i.State
		line := []string{i.LocalID, o.IO.Words(rowSign(i.RequestRow)), term.Clean(i.Customer), term.Clean(term.OneLine(i.Title))}
		if i.ID != "" {
			line = append(line, term.Clean(i.ID))
		}
		o.IO.NoteLine(strings.Join(line, "  "))
	})
	if err != nil {
		return err
	}
	left := unsent(page)
	if o.IO.JSON {
		if err := o.IO.Print(page); err != nil {
			return err
		}
	} else {
		o.summary(page, left)
	}
	return command.Ended(sendCode(left))
}

func (o *SendOptions) summary(page contract.OutboxPage, left []contract.OutgoingItem) {
	now := time.Now()
	if len(left) == 0 {
		o.IO.Say("cli_send_all")
	} else {
		o.IO.Say("cli_send_left", "count", len(left))
	}
	for _, i := range left {
		title := term.Clean(term.OneLine(i.Title))
		line := o.IO.Word("cli_titled", "what", title, "more", term.Clean(o.IO.Words(waitsFor(i, now))))
		o.IO.Line("  " + i.LocalID + "  " + o.IO.Words(sign(i.State)) + "  " + line)
	}
	for _, i := range page.Requests {
		if i.Channel == "portal" && i.State == "queued" {
			o.IO.Say("cli_send_hand_off", "id", i.LocalID, "title", term.Clean(term.OneLine(i.Title)))
		}
	}
}

// unsent is what should have gone by itself and did not.
func unsent(p contract.OutboxPage) []contract.OutgoingItem {
	var out []contract.OutgoingItem
	for _, i := range p.Requests {
		switch i.State {
		case "blocked", "rejected", "uncertain", "sending":
			out = append(out, i)
		case "queued":
			if i.Channel != "portal" {
				out = append(out, i)
			}
		}
	}
	return out
}

// sendCode makes the exit code of what is left: no network and no sign-in are said before the rest,
// because they are what keeps the rest, too.
func sendCode(left []contract.OutgoingItem) int {
	code := command.ExitDone
	for _, i := range left {
		kind, atCustomer := "", false
		if i.Problem != nil && i.State != "rejected" {
			kind, atCustomer = i.Problem.Kind, i.Problem.Tenant != ""
		}
		switch {
		case kind == string(fault.Offline):
			return command.ExitOffline
		case kind == string(fault.SignIn) && !atCustomer:
			code = command.ExitSignIn
		case code == command.ExitDone:
			code = command.ExitPart
		}
	}
	return code
}
