package msauth

import (
	"context"
	"slices"
	"time"

	"golang.org/x/oauth2"

	"tenantry/backend/cloud"
	"tenantry/backend/fault"
)

// DeviceCode is what a person enters in a browser anywhere.
type DeviceCode struct {
	UserCode        string
	VerificationURL string
	ExpiresAt       time.Time
}

// SignInWithDeviceCode lets a person sign in in a browser on any machine (api/facts.md 3.2); show is
// called once with what to enter there. Many tenants block this: it is the fallback. It ends when the
// code was entered or refused, when it expires, or with ctx.
func (s *Credential) SignInWithDeviceCode(ctx context.Context, at At, show func(DeviceCode)) (Account, error) {
	at, err := s.place(at)
	if err != nil {
		return Account{}, err
	}
	customer := ""
	if at.Tenant != s.cfg.Tenant {
		customer = at.Tenant
	}
	if !s.signing.TryLock() {
		return Account{}, errSigningIn()
	}
	defer s.signing.Unlock()
	conf := s.oauth(at.Tenant)
	d, err := conf.DeviceAuth(s.client(ctx), at.params()...)
	if err != nil {
		return Account{}, notByCode(s.classify(ctx, err, customer))
	}
	if _, err := cloud.ParseBase(d.VerificationURI); err != nil || d.UserCode == "" || d.DeviceCode == "" {
		return Account{}, fault.New(fault.Upstream, "signin_no_device_code", "host", s.cfg.Cloud.Login.Host)
	}
	if d.Expiry.IsZero() {
		d.Expiry = time.Now().Add(15 * time.Minute) // the documented default
	}
	d.Interval = polling(d.Interval)
	show(DeviceCode{UserCode: d.UserCode, VerificationURL: d.VerificationURI, ExpiresAt: d.Expiry})
	for {
		tok, err := conf.DeviceAccessToken(s.client(ctx), d, append(at.params(), oauth2.SetAuthURLParam("client_info", "1"))...)
		if err == nil {
			return s.adopt(tok, at.Tenant, "")
		}
		if e := ctx.Err(); e != nil {
			return Account{}, e
		}
		if !time.Now().Before(d.Expiry) { // oauth2 then says no more than that the time is up
			return Account{}, problem{Error: "expired_token"}.fault(s.cfg.Now(), customer)
		}
		err = s.classify(ctx, err, customer)
		if !fault.KindOf(err).Transient() {
			return Account{}, notByCode(err)
		}
		// A lost connection doesn't end the person's time: poll on. DeviceAccessToken waits an
		// interval before it asks.
	}
}

// notByCode says of a policy's refusal that the browser may be let in: a code carries no device, and many
// policies forbid codes alone.
func notByCode(err error) error {
	if f, ok := fault.As(err); ok && slices.Contains(policies, plainKey(f)) {
		if f.Tenant != "" {
			return f.With(fault.StepUp) // whose command opens the browser at that customer
		}
		return f.With(fault.UseBrowser)
	}
	return err
}

// polling is how many seconds lie between two questions: what the service says, or the standard's five where it says
// something that no clock can keep (RFC 8628, 3.2). A person would not wait for more than a minute.
func polling(seconds int64) int64 {
	if seconds < 1 {
		return 5
	}
	return min(seconds, 60)
}

// plainKey is the key of what f says, without what the service added.
func plainKey(f *fault.Error) string {
	if p := f.Message.Parts["problem"]; len(p) == 1 {
		return p[0].Key
	}
	return f.Message.Key
}
