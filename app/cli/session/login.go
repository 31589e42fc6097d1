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
}

// NewLogin makes `tenantry login`.
func NewLogin(l command.Line) *cobra.Command {
	o := &LoginOptions{IO: l.IO, Open: l.Open, Path: l.Path, Browser: app.OpenBrowser}
	r := &o.Request
	c := command.New("login", "sign in to a partner account", command.NoArgs, func(ctx context.Context, _ []string) error { return o.run(ctx) })
	f := c.Flags()
	f.StringVar(&r.ClientID, "client-id", "", "application (client) id of your app registration")
	f.StringVar(&r.Tenant, "tenant", "", "your own (partner) tenant: id or domain")
	f.StringVar(&r.Cloud, "cloud", "global", "global, usgov, usgovdod, china or custom")
	f.BoolVar(&r.DeviceCode, "device-code", false, "sign in with a code on another device")
	f.BoolVar(&o.NoBrowser, "no-browser", false, "print the address to open, and wait")
	f.StringVar(&r.LoginURL, "login-url", "", "with --cloud custom: address of the sign-in service")
	f.StringVar(&r.GraphURL, "graph-url", "", "with --cloud custom: address of Microsoft Graph")
	f.StringVar(&r.PartnerCenterURL, "partner-center-url", "", "with --cloud custom: address of Partner Center")
	f.StringVar(&r.AzureURL, "azure-url", "", "with --cloud custom: address of Azure management")
	f.StringVar(&r.CAFile, "ca", "", "file with a certificate authority to trust beside the system's")
	return c
}

func (o *LoginOptions) run(ctx context.Context) error {
	if o.Request.CAFile != "" {
		o.Request.CAFile = o.Path(o.Request.CAFile)
	}
	return o.Open(func(a *app.App) error {
		prompt := app.Prompt{Browser: o.Browser, DeviceCode: o.showDeviceCode}
		if o.NoBrowser {
			prompt.Browser = o.showAddress
		}
		status, err := a.SignIn(ctx, o.Request, prompt)
		if err != nil {
			return err
		}
		if o.IO.JSON {
			return o.IO.Print(status)
		}
		o.IO.Say("Signed in as %s (%s). Next: tenantry sync", term.Clean(status.Username), status.TenantID)
		return nil
	})
}

// showAddress prints the address on one line of its own, for the user or a script to open.
func (o *LoginOptions) showAddress(url string) error {
	o.IO.Note("Open this address in a browser:")
	o.IO.Say("%s", url)
	return nil
}

func (o *LoginOptions) showDeviceCode(d contract.DeviceCode) {
	o.IO.Note("Open %s and enter the code %s", d.VerificationURL, d.UserCode)
}
