package app

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/message"
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
	if l := a.link.Load(); l != nil {
		out.ClientID, out.Cloud, out.TenantID = l.settings.ClientID, l.settings.Cloud, l.settings.Tenant
		if acc, ok := l.session.Account(); ok {
			out.SignedIn, out.Name, out.Username, out.TenantID = true, acc.Name, acc.Username, acc.Tenant
		}
		out.Problem = a.Sync.signInProblem()
		if err := l.session.Needed(); err != nil && out.Problem == nil {
			out.Problem = failureProblem(err)
		}
	}
	if a.resumeErr != nil && a.link.Load() == nil {
		out.Problem = failureProblem(a.resumeErr)
	}
	return out
}

func failureProblem(err error) *contract.Problem {
	f := contract.FailureOf(err)
	return &contract.Problem{Kind: f.Kind, Message: f.Message, Said: f.Said, Remedy: f.Remedy, RemedyKey: f.RemedyKey, Code: f.Code, RequestID: f.RequestID}
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
		return fault.New(fault.Invalid, "program_no_own_window")
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
		return nil, nil, fault.New(fault.Conflict, "signin_end_first")
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
		err = fault.New(fault.Invalid, "signin_cancelled").WithCode(CodeCancelled, "")
	}
	if err != nil {
		return contract.SessionStatus{}, err
	}
	return a.Session.Status(), nil
}

func (a *App) signIn(ctx context.Context, r contract.SignInRequest, p Prompt) error {
	settings, err := newSettings(r)
	if err != nil {
		return err
	}
	a.emit(contract.EventSession)
	if err := a.await(); err != nil {
		return err
	}
	next, err := a.connect(settings)
	if err != nil {
		return err
	}
	if err := next.signIn(ctx, r.DeviceCode, p); err != nil {
		next.close()
		return err
	}
	acc, _ := next.session.Account()
	settings.PartnerTenant = acc.Tenant
	var owner string // the partner whose customers the cache holds; imported ones belong to nobody
	if _, err := a.cache.Book().Get(ownerKey, &owner); err != nil {
		return err
	}
	if old := a.link.Swap(nil); old != nil {
		old.close()
	}
	if owner != "" && owner != acc.Tenant {
		if err := a.wipeCache(); err != nil {
			return err
		}
	}
	if err := a.cache.Book().Put(ownerKey, acc.Tenant); err != nil {
		return err
	}
	if err := a.journal.Book().Put(settingsKey, settings); err != nil {
		return err
	}
	next.settings = settings
	a.use(next)
	a.Sync.signedIn()
	return nil
}

// checkSignIn says field by field what is missing.
func checkSignIn(r *contract.SignInRequest) error {
	fields := fault.Fields{}
	r.ClientID, r.Tenant = strings.TrimSpace(r.ClientID), strings.TrimSpace(r.Tenant)
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

// SignOut forgets the tokens, and if asked the cache, and if asked what the user wrote: marks, drafts and
// what was not sent, templates, preferences.
func (a *App) SignOut(_ context.Context, wipe, journal bool) error {
	if err := a.await(); err != nil {
		return err
	}
	a.Session.CancelSignIn()
	a.Sync.Cancel()
	if l := a.link.Swap(nil); l != nil {
		l.close()
		if err := l.session.SignOut(); err != nil {
			return err
		}
	}
	book := a.journal.Book()
	if err := a.cache.Book().Delete(accessKey); err != nil {
		return err
	}
	for _, k := range []string{settingsKey, tokenKey} {
		if err := book.Delete(k); err != nil {
			return err
		}
	}
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
