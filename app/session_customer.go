package app

import (
	"cmp"
	"context"
	"time"

	"tenantry/app/connection"
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/mailing"
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// SignInAt signs in, through the window, at the tenant of a customer that wants to see more than the sign-in
// shows (multi-factor authentication, a claims challenge). It returns when the user is done; the customer can
// be read then.
func (s *Session) SignInAt(tenantID string, deviceCode bool) error {
	return s.signInAt(s.life.ctx, tenantID, deviceCode, s.prompt())
}

// SignInAt signs in at the tenant of a customer that wants to see more than the sign-in shows.
func (a *App) SignInAt(ctx context.Context, tenantID string, deviceCode bool, p Prompt) (contract.SessionStatus, error) {
	if err := a.Session.signInAt(ctx, tenantID, deviceCode, p); err != nil {
		return contract.SessionStatus{}, err
	}
	return a.Session.Status(), nil
}

func (s *Session) signInAt(ctx context.Context, tenantID string, deviceCode bool, p Prompt) error {
	_, kept, err := s.list.customer(tenantID)
	if err != nil {
		return err
	}
	return s.asking(ctx, func(ctx context.Context) error {
		return s.account.Reach(ctx, func(ctx context.Context, c *connection.Connection) error {
			return c.SignInAt(ctx, kept.ID, kept.Challenge(), p.of(deviceCode))
		})
	})
}

// Consent says how the app comes to be approved at a customer: the link for its administrator, with a letter in
// a language, and whether the partner may approve it itself. It touches no network.
func (s *Session) Consent(tenantID, language string) (contract.Consent, error) {
	entry, kept, err := s.list.customer(tenantID)
	if err != nil {
		return contract.Consent{}, err
	}
	link, err := s.account.ConsentLink(kept.ID)
	if err != nil {
		return contract.Consent{}, err
	}
	name, mail := s.account.Person()
	l := message.Language(language)
	customer := cmp.Or(entry.Name, kept.PrimaryDomain, string(kept.ID))
	return contract.Consent{TenantID: string(kept.ID), Name: customer, Link: link, To: contract.List(kept.Details.Value.TechnicalContacts),
		Subject:  message.Of("approval_subject", "customer", customer).In(l),
		Text:     message.Of("approval_text", "customer", customer, "link", link, "name", cmp.Or(name, mail), "mail", mail).In(l),
		MayGrant: kept.MayConsent(time.Now())}, nil
}

// MailConsent opens the letter to the customer's administrator in the user's mail program. Nothing is sent.
func (s *Session) MailConsent(tenantID, language string) error {
	c, err := s.Consent(tenantID, language)
	if err != nil {
		return err
	}
	if !s.window.there() {
		return fault.New(fault.Invalid, "program_no_window_for_link")
	}
	return s.window.OpenURL(mailing.Link(c.To, c.Subject, c.Text))
}

// GrantConsent approves the app at a customer through Partner Center, where the delegation's roles permit; the
// customer can be read then.
func (s *Session) GrantConsent(tenantID string) error { return s.grantConsent(s.life.ctx, tenantID) }

// GrantConsent approves the app at a customer through Partner Center.
func (a *App) GrantConsent(ctx context.Context, tenantID string) error {
	return a.Session.grantConsent(ctx, tenantID)
}

func (s *Session) grantConsent(ctx context.Context, tenantID string) error {
	_, kept, err := s.list.customer(tenantID)
	if err != nil {
		return err
	}
	if !kept.MayConsent(time.Now()) {
		return noConsentRole(kept.ID)
	}
	return s.account.Reach(ctx, func(ctx context.Context, c *connection.Connection) error { return c.Consent(ctx, kept.ID) })
}

// noConsentRole says that none of the customer's delegations lets the partner approve an app.
func noConsentRole(id partner.TenantID) error {
	return fault.New(fault.Denied, "approval_no_role").With(fault.ConsentRole).AtCustomer(string(id))
}
