package session

import (
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
)

// LoginOptions is what `tenantry login` needs.
type LoginOptions struct {
	IO        *term.IO
	Open      command.Opener
	Path      func(string) string
	Browser   func(url string) error
	Request   contract.SignInRequest
	NoBrowser bool
	Proxy     func() string
	Customer  string // at whose tenant; empty: at home
}

// NewLogin makes `tenantry login`.
func NewLogin(l command.Line) *cobra.Command {
	o := &LoginOptions{IO: l.IO, Open: l.Open, Path: l.Path, Browser: app.OpenBrowser, Proxy: l.Proxy}
	r := &o.Request
	c := l.Command("login", "cli_login_short", command.NoArgs, func(ctx context.Context, _ []string) error { return o.run(ctx) })
	f := c.Flags()
	f.StringVar(&r.ClientID, "client-id", "", l.IO.Word("cli_login_client_id"))
	f.StringVar(&r.Tenant, "tenant", "", l.IO.Word("cli_login_tenant"))
	f.StringVar(&r.Cloud, "cloud", "", l.IO.Word("cli_login_cloud"))
	f.BoolVar(&r.DeviceCode, "device-code", false, l.IO.Word("cli_login_device_code"))
	f.BoolVar(&o.NoBrowser, "no-browser", false, l.IO.Word("cli_login_no_browser"))
	f.StringVar(&o.Customer, "customer", "", l.IO.Word("cli_login_customer"))
	f.StringVar(&r.LoginURL, "login-url", "", l.IO.Word("cli_login_login_url"))
	f.StringVar(&r.GraphURL, "graph-url", "", l.IO.Word("cli_login_graph_url"))
	f.StringVar(&r.PartnerCenterURL, "partner-center-url", "", l.IO.Word("cli_login_partner_center_url"))
	f.StringVar(&r.AzureURL, "azure-url", "", l.IO.Word("cli_login_azure_url"))
	f.StringVar(&r.CAFile, "ca", "", l.IO.Word("cli_login_ca"))
	return c
}

func (o *LoginOptions) run(ctx context.Context) error {
	if with := (contract.SignInRequest{DeviceCode: o.Request.DeviceCode}); o.Customer != "" && o.Request != with {
		return command.WrongUse("cli_login_customer_alone")
	}
	if o.Request.CAFile != "" {
		o.Request.CAFile = o.Path(o.Request.CAFile)
	}
	o.Request.Proxy = o.Proxy()
	return o.Open(func(a *app.App) error {
		prompt := app.Prompt{Browser: o.Browser, DeviceCode: o.showDeviceCode}
		if o.NoBrowser {
			prompt.Browser = o.showAddress
		}
		if o.Customer != "" {
			return o.atCustomer(ctx, a, prompt)
		}
		status, err := a.SignIn(ctx, o.Request, prompt)
		if err != nil {
			return err
		}
		if o.IO.JSON {
			return o.IO.Print(status)
		}
		o.IO.Say("cli_login_done", "name", term.Clean(status.Username), "tenant", status.TenantID)
		return nil
	})
}

// atCustomer signs in at a customer's tenant and reads that customer at once.
func (o *LoginOptions) atCustomer(ctx context.Context, a *app.App, p app.Prompt) error {
	id, err := command.Customer(a, o.Customer)
	if err != nil {
		return err
	}
	status, err := a.SignInAt(ctx, id, o.Request.DeviceCode, p)
	if err != nil {
		return err
	}
	report, err := a.SyncNow(ctx, id, false, nil)
	if o.IO.JSON {
		if err := o.IO.Print(atCustomer{status, id, report}); err != nil {
			return err
		}
	} else {
		o.IO.Say("cli_login_customer_done", "name", term.Clean(status.Username), "customer", id)
	}
	return read(o.IO, report, err)
}

// atCustomer is the document of a sign-in at a customer's tenant.
type atCustomer struct {
	contract.SessionStatus
	Customer string              `json:"customer"`
	Sync     contract.SyncReport `json:"sync"`
}

// read says what became of reading one customer after something was done for it.
func read(io *term.IO, r contract.SyncReport, err error) error {
	if err != nil {
		return err
	}
	if !io.JSON {
		for _, f := range r.Failures {
			io.Line("⚠ " + io.Word("cli_titled", "what", term.Clean(f.Name), "more", command.Problem(io, &f.Problem)))
		}
		if len(r.Failures) == 0 {
			io.Say("cli_customer_read")
		}
	}
	if len(r.Failures) > 0 {
		return command.Ended(command.ExitPart)
	}
	return nil
}

// showAddress prints the address on one line of its own, for the user or a script to open.
func (o *LoginOptions) showAddress(url string) error {
	o.IO.Note("cli_login_open")
	return o.IO.Try(url) // nobody can open what nobody reads: the sign-in does not wait for it
}

func (o *LoginOptions) showDeviceCode(d contract.DeviceCode) {
	o.IO.NoteLine(o.IO.Word("cli_login_code", "address", d.VerificationURL, "code", d.UserCode))
}
