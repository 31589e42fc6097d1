package app

import (
	"context"
	"errors"
	"strings"
	"sync"

	"tenantry/app/connection"
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Session is who is signed in.
type Session struct {
	a *App

	mu     sync.Mutex
	cancel context.CancelFunc // of the sign-in under way
	code   *contract.DeviceCode
}

// Prompt is how a sign-in reaches the user.
type Prompt struct {
	Browser    func(url string) error    // opens the sign-in page
	DeviceCode func(contract.DeviceCode) // shows a code to type elsewhere
}

// CodeCancelled is the code of the fault that says that the user ended the sign-in.
const CodeCancelled = "cancelled"

// Status says who is signed in, and what a sign-in under way waits for.
func (s *Session) Status() contract.SessionStatus {
	a := s.a
	out := contract.SessionStatus{Profile: a.profile, Demo: a.cloud != nil, Version: a.version.Version, Notices: a.notices.list()}
	if a.failed != nil {
		out.Problem = failureProblem(a.failed)
		return out
	}
	<-a.loaded
	s.mu.Lock()
	out.SigningIn, out.DeviceCode = s.cancel != nil, s.code
	s.mu.Unlock()
	who := a.account.Status()
	out.ClientID, out.Cloud, out.TenantID = who.ClientID, who.Cloud, who.Tenant
	out.SignedIn, out.Name, out.Username = who.SignedIn, who.Name, who.Username
	if a.account.Connected() {
		out.Problem = a.Sync.signInProblem()
	}
	if who.Problem != nil && out.Problem == nil {
		out.Problem = failureProblem(who.Problem)
	}
	return out
}

func failureProblem(err error) *contract.Problem {
	f := contract.FailureOf(err)
	return &contract.Problem{Kind: f.Kind, Message: f.Message, Remedy: f.Remedy, RemedyKey: f.RemedyKey, Code: f.Code, RequestID: f.RequestID}
}

// SignIn signs in through the window: the browser opens, or a device code is shown by Status. It
// returns when the user is done; a sync follows.
func (s *Session) SignIn(r contract.SignInRequest) error {
	a := s.a
	if a.failed != nil {
		return a.failed
	}
	_, err := a.SignIn(a.ctx, r, Prompt{Browser: a.shell.OpenURL, DeviceCode: func(d contract.DeviceCode) {
		s.mu.Lock()
		s.code = &d
		s.mu.Unlock()
		a.emit(contract.EventSession)
	}})
	return err
}

// CancelSignIn ends a sign-in under way; without one it does nothing.
func (s *Session) CancelSignIn() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cancel != nil {
		s.cancel()
	}
}

// SignOut forgets the tokens and, if asked, the cache. Tags, aliases and preferences stay.
func (s *Session) SignOut(wipe bool) error { return s.a.SignOut(s.a.ctx, wipe, false) }

// StartDemo opens the demo in a window of its own.
func (s *Session) StartDemo() error {
	if s.a.shell == nil {
		return fault.New(fault.Invalid, "there is no window")
	}
	return s.a.shell.StartDemo()
}

// DismissNotice takes a notice away once it was read.
func (s *Session) DismissNotice(key string) {
	s.a.notices.dismiss(key)
	s.a.emit(contract.EventSession)
}

// begin notes a sign-in under way; only one can be.
func (s *Session) begin(ctx context.Context) (context.Context, func(), error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cancel != nil {
		return nil, nil, fault.New(fault.Conflict, "a sign-in is under way already; end it first")
	}
	ctx, s.cancel = context.WithCancel(ctx)
	return ctx, func() {
		s.mu.Lock()
		s.cancel()
		s.cancel, s.code = nil, nil
		s.mu.Unlock()
		s.a.emit(contract.EventSession)
	}, nil
}

// SignIn signs in to a partner account and keeps the settings for later. What was signed in before
// stays until the new sign-in succeeded. Signing in to another partner tenant wipes the cache, so
// that no customer of one partner is ever shown to another.
func (a *App) SignIn(ctx context.Context, r contract.SignInRequest, p Prompt) (contract.SessionStatus, error) {
	if err := checkSignIn(&r); err != nil {
		return contract.SessionStatus{}, err
	}
	ctx, done, err := a.Session.begin(ctx)
	if err != nil {
		return contract.SessionStatus{}, err
	}
	err = a.signIn(ctx, r, p)
	done()
	if errors.Is(err, context.Canceled) {
		err = fault.New(fault.Invalid, "the sign-in was cancelled").WithCode(CodeCancelled, "")
	}
	if err != nil {
		return contract.SessionStatus{}, err
	}
	return a.Session.Status(), nil
}

func (a *App) signIn(ctx context.Context, r contract.SignInRequest, p Prompt) error {
	settings, err := connection.Settings{ClientID: r.ClientID, Tenant: r.Tenant, Cloud: r.Cloud, Login: r.LoginURL, Graph: r.GraphURL,
		PartnerCenter: r.PartnerCenterURL, Azure: r.AzureURL}.Checked(r.CAFile)
	if err != nil {
		return err
	}
	a.emit(contract.EventSession)
	if err := a.await(); err != nil {
		return err
	}
	prompt := connection.Prompt{Browser: p.Browser}
	if r.DeviceCode {
		prompt.DeviceCode = func(d connection.DeviceCode) {
			p.DeviceCode(contract.DeviceCode{UserCode: d.UserCode, VerificationURL: d.VerificationURL, ExpiresAt: contract.Time(d.ExpiresAt)})
		}
	}
	if err := a.account.SignIn(ctx, settings, prompt); err != nil {
		return err
	}
	a.Sync.signedIn()
	return nil
}

// checkSignIn says field by field what is missing.
func checkSignIn(r *contract.SignInRequest) error {
	fields := map[string]string{}
	r.ClientID, r.Tenant = strings.TrimSpace(r.ClientID), strings.TrimSpace(r.Tenant)
	if r.ClientID == "" {
		fields["clientId"] = "the application (client) id of the app registration is missing (--client-id)"
	}
	if r.Tenant == "" {
		fields["tenant"] = "your own tenant's id or domain is missing (--tenant)"
	} else if strings.ContainsAny(r.Tenant, "/\\?#@: ") {
		fields["tenant"] = "a tenant is an id or a domain such as contoso.com (--tenant)"
	}
	if len(fields) == 0 {
		return nil
	}
	e := fault.New(fault.Invalid, "")
	for _, k := range []string{"clientId", "tenant"} {
		if t, ok := fields[k]; ok {
			e.Message += t + "; "
		}
	}
	e.Message = strings.TrimSuffix(e.Message, "; ")
	e.Fields = fields
	return e
}

// SignOut forgets the tokens, and if asked the cache, and if asked what the user wrote: marks, drafts and
// what was not sent, templates, preferences.
func (a *App) SignOut(_ context.Context, wipe, journal bool) error {
	if err := a.await(); err != nil {
		return err
	}
	a.Session.CancelSignIn()
	a.Sync.Cancel()
	if err := a.account.SignOut(); err != nil {
		return err
	}
	book := a.journal.Settings()
	if wipe {
		if err := a.wipeCache(); err != nil {
			return err
		}
	}
	if journal {
		a.marking.Lock()
		defer a.marking.Unlock()
		for id := range a.journal.Marks() {
			if err := a.setMarks(id, partner.Marks{}); err != nil {
				return err
			}
		}
		for _, k := range []string{preferencesKey, templatesKey, contactKey, keptTextsKey} {
			if err := book.Delete(k); err != nil {
				return err
			}
		}
		if err := a.clearOutbox(); err != nil {
			return err
		}
	}
	a.emit(contract.EventSession)
	return nil
}
