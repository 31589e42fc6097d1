package app

import (
	"context"

	"tenantry/app/contract"
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
		return s.account.SignInAt(ctx, kept.ID, kept.Challenge(), p.of(deviceCode))
	})
}
