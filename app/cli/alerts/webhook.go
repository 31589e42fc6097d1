package alerts

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// WebhookOptions is what the commands of the webhook need.
type WebhookOptions struct {
	IO      *term.IO
	Open    command.Opener
	Path    func(string) string
	Kind    string
	URLFile string // the file that holds the address, "-" is standard input; empty: the one that is kept
	Names   bool
	Renew   bool
}

// newWebhook makes `tenantry alerts webhook` and the commands below it.
func newWebhook(l command.Line) *cobra.Command {
	o := &WebhookOptions{IO: l.IO, Open: l.Open, Path: l.Path}
	c := l.Command("webhook", "cli_webhook_short", command.NoArgs, o.with((*WebhookOptions).show))
	c.Long = l.IO.Word("cli_webhook_long")
	set := l.Command("set", "cli_webhook_set_short", command.NoArgs, o.with((*WebhookOptions).set))
	set.Long = l.IO.Word("cli_webhook_set_long")
	set.Flags().StringVar(&o.Kind, "kind", "", l.IO.Word("cli_webhook_kind"))
	set.Flags().StringVar(&o.URLFile, "url-file", "", l.IO.Word("cli_webhook_url_file"))
	set.Flags().BoolVar(&o.Names, "names", false, l.IO.Word("cli_webhook_names"))
	command.Example(set, "tenantry alerts webhook set --kind teams --url-file address.txt")
	key := l.Command("secret", "cli_webhook_secret_short", command.NoArgs, o.with((*WebhookOptions).secret))
	key.Flags().BoolVar(&o.Renew, "renew", false, l.IO.Word("cli_webhook_renew"))
	one := func(use, short string, do func(*app.App, string) (contract.Webhook, error)) *cobra.Command {
		return l.Command(use+" ID", short, command.Args(1, 1, "ID"), func(_ context.Context, args []string) error {
			return o.Open(func(a *app.App) error {
				now, err := do(a, strings.ToUpper(strings.TrimSpace(args[0])))
				return o.told(now, err)
			})
		})
	}
	c.AddCommand(set, key,
		l.Command("test", "cli_webhook_test_short", command.NoArgs, o.with((*WebhookOptions).test)),
		l.Command("send", "cli_webhook_send_short", command.NoArgs, o.with(func(o *WebhookOptions, a *app.App) error { return o.told(a.Webhook.Send()) })),
		one("retry", "cli_webhook_retry_short", func(a *app.App, id string) (contract.Webhook, error) {
			if _, err := a.Webhook.Retry(id); err != nil {
				return contract.Webhook{}, err
			}
			return a.Webhook.Send()
		}),
		one("discard", "cli_webhook_discard_short", func(a *app.App, id string) (contract.Webhook, error) { return a.Webhook.Discard(id) }),
		l.Command("remove", "cli_webhook_remove_short", command.NoArgs, o.with((*WebhookOptions).remove)))
	return c
}

// with runs do with the profile.
func (o *WebhookOptions) with(do func(*WebhookOptions, *app.App) error) func(context.Context, []string) error {
	return func(context.Context, []string) error { return o.Open(func(a *app.App) error { return do(o, a) }) }
}

func (o *WebhookOptions) show(a *app.App) error { return o.told(a.Webhook.Get()) }

func (o *WebhookOptions) set(a *app.App) error {
	before, err := a.Webhook.Get()
	if err != nil {
		return err
	}
	if o.Kind == "" {
		o.Kind = before.Kind
	}
	switch {
	case o.Kind == "":
		return command.WrongUse("cli_use_missing", "what", "--kind")
	case o.URLFile == "" && before.Kind == "":
		return command.WrongUse("cli_use_missing", "what", "--url-file")
	}
	address, err := command.ReadText(o.IO, o.Path, "", o.URLFile)
	if err != nil {
		return err
	}
	return o.told(a.Webhook.Set(o.Kind, strings.TrimSpace(address), o.Names))
}

// renewed is the JSON of a new key.
type renewed struct {
	Secret string `json:"secret"`
}

func (o *WebhookOptions) secret(a *app.App) error {
	if !o.Renew {
		return command.WrongUse("cli_use_missing", "what", "--renew")
	}
	key, err := a.Webhook.Renew()
	if err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(renewed{key})
	}
	o.IO.Line(key)
	o.IO.Note("cli_webhook_secret_once")
	return nil
}

// test says what came of one message; the exit code tells whether it arrived.
func (o *WebhookOptions) test(a *app.App) error {
	m, err := a.Webhook.Test()
	if err != nil {
		return err
	}
	code := command.ExitDone
	if m.State != "sent" {
		code = command.ExitPart
	}
	switch {
	case o.IO.JSON:
		err = o.IO.Print(m)
	case m.State == "sent":
		o.IO.Say("cli_webhook_arrived")
	default:
		o.IO.Say("cli_webhook_failed", "problem", o.why(m))
	}
	if err != nil {
		return err
	}
	return command.Ended(code)
}

// why is why a message has not arrived, as far as that is known.
func (o *WebhookOptions) why(m contract.WebhookMessage) string {
	if m.Problem == nil {
		return o.IO.Words(partner.OutState(m.State).Words())
	}
	return command.Problem(o.IO, m.Problem)
}

// removed is the JSON of a removal.
type removed struct {
	Discarded int `json:"discarded"` // messages that had not arrived
}

func (o *WebhookOptions) remove(a *app.App) error {
	n, err := a.Webhook.Remove()
	if err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(removed{n})
	}
	o.IO.Say("cli_webhook_removed", "count", n)
	return nil
}

// told shows the webhook and what is on its way there.
func (o *WebhookOptions) told(w contract.Webhook, err error) error {
	if err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(w)
	}
	if w.Kind == "" {
		o.IO.Say("cli_webhook_none")
		return nil
	}
	p := o.IO.Page(16)
	p.Add("cli_webhook_row_kind", w.Kind)
	p.Add("cli_webhook_row_address", term.Clean(w.Host)+term.If(w.Ending != "", " …"+term.Clean(w.Ending)))
	p.Add("cli_webhook_row_names", o.IO.Word(map[bool]string{true: "cli_webhook_named", false: "cli_webhook_nameless"}[w.Names]))
	p.Add("cli_webhook_row_waiting", o.IO.Word("cli_webhook_waiting", "count", w.Waiting))
	p.Print()
	for _, m := range w.Messages {
		line := message.Of("cli_webhook_message", "id", m.ID, "state", partner.OutState(m.State).Words(), "at", term.Minute(when(m)), "title", term.Clean(term.OneLine(m.Title)))
		o.IO.Line("  " + o.IO.Words(line))
		if m.State != "sent" && m.Problem != nil {
			o.IO.Line("    " + o.why(m))
		}
	}
	return nil
}

// when is the time that says most of a message: when it arrived, or was written.
func when(m contract.WebhookMessage) *string {
	if m.SentAt != nil {
		return m.SentAt
	}
	return m.CreatedAt
}
