package app

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"

	"tenantry/app/connection"
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/portal"
)

// Session is who is signed in.
type Session struct {
	gate    *gate
	profile profile
	account *connection.Account
	list    *readModel
	sync    *Sync
	unwrite func() error // forgets what the user wrote
	forget  func() error // makes what was deleted unreadable for good
	links   *portal.Directory
	window  *window
	life    *life
	notices *noticeboard
	signing signing
}

// signing is the sign-in under way.
type signing struct {
	mu     sync.Mutex
	cancel context.CancelFunc // nil: none is
	code   *contract.DeviceCode
}

// Prompt is how a sign-in reaches the user.
type Prompt struct {
	Browser    func(url string) error    // opens the sign-in page
	DeviceCode func(contract.DeviceCode) // shows a code to type elsewhere
}

// of is the way that was chosen: a code to type elsewhere, or this machine's browser.
func (p Prompt) of(deviceCode bool) connection.Prompt {
	if !deviceCode {
		return connection.Prompt{Browser: p.Browser}
	}
	return connection.Prompt{DeviceCode: func(d connection.DeviceCode) {
		p.DeviceCode(contract.DeviceCode{UserCode: d.UserCode, VerificationURL: d.VerificationURL, ExpiresAt: contract.Time(d.ExpiresAt)})
	}}
}

// CodeCancelled is the code of the fault that says that the user ended the sign-in.
const CodeCancelled = "cancelled"

// Status says who is signed in, and what a sign-in under way waits for.
func (s *Session) Status() contract.SessionStatus {
	out := contract.SessionStatus{Profile: s.profile.Name, Demo: s.profile.demo != nil, Version: s.profile.version.Version, Notices: s.notices.list()}
	if err := s.gate.broken(); err != nil {
		out.Problem = contract.ProblemOfError(err)
		return out
	}
	<-s.gate.loaded
	out.SigningIn, out.DeviceCode = s.signing.state()
	who := s.account.Status()
	at := who.Last
	out.ClientID, out.Cloud, out.TenantID = at.ClientID, at.Cloud, who.Tenant
	out.LoginURL, out.GraphURL, out.PartnerCenterURL, out.AzureURL = at.Login, at.Graph, at.PartnerCenter, at.Azure
	out.SignedIn, out.Name, out.Username = who.SignedIn, who.Name, who.Username
	if s.account.Connected() {
		out.Problem = s.sync.state.signInProblem()
	}
	if who.Problem != nil && out.Problem == nil {
		out.Problem = contract.ProblemOfError(who.Problem)
	}
	return out
}

// SignIn signs in through the window: the browser opens, or a device code is shown by Status. It
// returns when the user is done; a sync follows.
func (s *Session) SignIn(r contract.SignInRequest) error {
	if err := s.gate.broken(); err != nil {
		return err
	}
	return s.signIn(s.life.ctx, r, s.prompt())
}

// prompt is how a sign-in reaches the user of the window.
func (s *Session) prompt() Prompt {
	return Prompt{Browser: s.window.OpenURL, DeviceCode: func(d contract.DeviceCode) {
		s.signing.show(d)
		s.window.emit(contract.EventSession)
	}}
}

// OpenDevicePage opens the page on which the code is typed that the sign-in under way waits for. The page is told by
// Microsoft to the program, and never by the window.
func (s *Session) OpenDevicePage() error {
	_, code := s.signing.state()
	if code == nil {
		return fault.New(fault.Missing, "signin_no_code")
	}
	address, err := s.links.Allowed(code.VerificationURL)
	if err != nil {
		return err
	}
	return s.window.OpenURL(address)
}

// SignIn signs in to a partner account and keeps the settings for later; what the request leaves open is as it
// was at the last sign-in. What was signed in before stays until the new sign-in succeeded. Signing in to another partner tenant wipes the cache, so
// that no customer of one partner is ever shown to another.
func (a *App) SignIn(ctx context.Context, r contract.SignInRequest, p Prompt) (contract.SessionStatus, error) {
	if err := a.Session.signIn(ctx, r, p); err != nil {
		return contract.SessionStatus{}, err
	}
	return a.Session.Status(), nil
}

func (s *Session) signIn(ctx context.Context, r contract.SignInRequest, p Prompt) error {
	return s.asking(ctx, func(ctx context.Context) error { return s.connect(ctx, r, p) })
}

// asking runs a sign-in, of which there is one at a time: the status says that it waits, and it can be cancelled.
func (s *Session) asking(ctx context.Context, signIn func(context.Context) error) error {
	ctx, err := s.signing.begin(ctx)
	if err != nil {
		return err
	}
	s.window.emit(contract.EventSession)
	err = signIn(ctx)
	s.signing.end()
	s.window.emit(contract.EventSession)
	if errors.Is(err, context.Canceled) {
		err = fault.New(fault.Conflict, "signin_cancelled").With("").WithCode(CodeCancelled, "") // nothing that was entered is wrong
	}
	return err
}

func (s *Session) connect(ctx context.Context, r contract.SignInRequest, p Prompt) error {
	if err := s.gate.await(); err != nil {
		return err
	}
	settings, err := s.account.Completed(connection.Settings{ClientID: strings.TrimSpace(r.ClientID), Tenant: strings.TrimSpace(r.Tenant),
		Cloud: r.Cloud, Login: r.LoginURL, Graph: r.GraphURL, PartnerCenter: r.PartnerCenterURL, Azure: r.AzureURL,
		Proxy: r.Proxy})
	if err != nil {
		return err
	}
	if err := checkSignIn(settings); err != nil {
		return err
	}
	if settings, err = settings.Checked(r.CAFile); err != nil {
		return err
	}
	if err := s.account.SignIn(ctx, settings, p.of(r.DeviceCode)); err != nil {
		return err
	}
	s.sync.signedIn()
	return nil
}

// CancelSignIn ends a sign-in under way; without one it does nothing.
func (s *Session) CancelSignIn() { s.signing.stop() }

// SignOut forgets the tokens and, if asked, the cache. Tags, aliases and preferences stay.
func (s *Session) SignOut(wipe bool) error { return s.signOut(wipe, false) }

// SignOut forgets the tokens, and if asked the cache, and if asked what the user wrote: marks, drafts and
// what was not sent, templates, preferences.
func (a *App) SignOut(_ context.Context, wipe, journal bool) error {
	return a.Session.signOut(wipe, journal)
}

func (s *Session) signOut(wipe, journal bool) error {
	if err := s.gate.await(); err != nil {
		return err
	}
	s.signing.stop()
	s.sync.state.cancel()
	if err := s.account.SignOut(); err != nil {
		return err
	}
	if journal {
		if err := errors.Join(s.account.Forget(), s.unwrite()); err != nil {
			return err
		}
	}
	forget := s.forget
	if wipe {
		forget = s.list.wipe
	}
	if err := forget(); err != nil { // last: what was deleted until now is gone then
		return err
	}
	s.window.emit(contract.EventSession)
	return nil
}

// StartDemo opens the demo in a window of its own.
func (s *Session) StartDemo() error {
	if !s.window.there() {
		return fault.New(fault.Invalid, "program_no_own_window")
	}
	if err := s.window.StartDemo(); err != nil {
		return fault.Wrap(fault.Internal, err, "program_no_demo", "cause", err)
	}
	return nil
}

// DismissNotice takes a notice away once it was read.
func (s *Session) DismissNotice(key string) {
	s.notices.dismiss(key)
	s.window.emit(contract.EventSession)
}

// begin notes a sign-in under way; only one can be.
func (s *signing) begin(ctx context.Context) (context.Context, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cancel != nil {
		return nil, fault.New(fault.Conflict, "signin_end_first")
	}
	ctx, s.cancel = context.WithCancel(ctx)
	return ctx, nil
}

func (s *signing) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cancel()
	s.cancel, s.code = nil, nil
}

// stop ends it from outside.
func (s *signing) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cancel != nil {
		s.cancel()
	}
}

func (s *signing) show(d contract.DeviceCode) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.code = &d
}

func (s *signing) state() (underWay bool, code *contract.DeviceCode) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.cancel != nil, s.code
}

// checkSignIn says field by field what is missing.
func checkSignIn(r connection.Settings) error {
	fields := fault.Fields{}
	if r.ClientID == "" {
		fields["clientId"] = message.Of("signin_client_id")
	}
	if r.Tenant == "" {
		fields["tenant"] = message.Of("signin_tenant_missing")
	} else if strings.ContainsAny(r.Tenant, "/\\?#@: ") {
		fields["tenant"] = message.Of("signin_tenant_form")
	}
	if len(fields) == 0 {
		return nil
	}
	var problems []message.Message
	for _, k := range slices.Sorted(maps.Keys(fields)) {
		problems = append(problems, fields[k])
	}
	e := fault.New(fault.Invalid, "field_list", "problems", problems)
	e.Fields = fields
	return e
}
