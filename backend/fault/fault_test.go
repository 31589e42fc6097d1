package fault_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/message"
)

var at = time.Date(2026, 3, 1, 6, 30, 0, 0, time.UTC)

// A sentence that only a newer program has is told in its English, which was kept beside it.
func TestAProblemOfANewerProgramIsTold(t *testing.T) {
	p := fault.Problem{Message: "the moon is down", Said: message.Of("moon_down", "moon", "Luna")}
	if got := p.Words().In("fr"); got != "the moon is down" {
		t.Error(got)
	}
}

func TestAFailureKeepsWhatItSays(t *testing.T) {
	cause := errors.New("dial tcp: refused")
	f := fault.Wrap(fault.Offline, cause, "network_unreachable", "host", "graph.microsoft.com").WithCode("c", "")
	if got := f.Error(); got != "graph.microsoft.com can't be reached (c): dial tcp: refused" || !errors.Is(f, cause) {
		t.Error(got)
	}
	if got := fault.Words(f); !cmp.Equal(got, f.Message) {
		t.Errorf("%+v", got)
	}
	if got := fault.Words(cause); got.In("fr") != "dial tcp: refused" {
		t.Errorf("an error that nobody classified: %+v", got)
	}
	// A text that is in no catalogue is kept once.
	p := fault.ProblemOf(fault.New(fault.Upstream, "the service failed"), at)
	if p.Message != "the service failed" || !cmp.Equal(p.Said, message.Message{}) || p.Words().In("fr") != "the service failed" {
		t.Errorf("%+v", p)
	}
}

// The command line's advice is its contract: byte for byte what it always printed.
func TestTheCommandLinesAdviceNamesItsCommands(t *testing.T) {
	for r, want := range map[fault.Remedy]string{
		fault.SignInAgain: "sign in again: tenantry login", fault.SeeHelp: "see: tenantry help",
		fault.CloseOther: "close the other Tenantry, or choose another --profile", fault.AskAdmin: "ask an administrator of your own organisation to approve the app",
		fault.RebuildCache: "the cache is rebuilt by the next sync: tenantry sync", "wait-for-sun": "wait-for-sun", "": "",
	} {
		if got := r.CommandLine("").String(); got != want {
			t.Errorf("%s: %q, want %q", r, got, want)
		}
	}
	if got := fault.SignInAgain.CommandLine("").In("fr"); got != "reconnectez-vous\u00a0: tenantry login" {
		t.Error(got)
	}
}

// A customer that wants a better sign-in gets it at its own tenant: what is printed works as it is printed,
// and the account's own sign-in is not over.
func TestACustomersRefusalIsTheCustomersAlone(t *testing.T) {
	const customer = "11111111-0000-4000-8000-000000000001"
	f := fault.New(fault.SignIn, "signin_mfa").AtCustomer(customer)
	f.Claims = `{"access_token":{}}`
	p := fault.ProblemOf(f, at)
	if p.Remedy != fault.StepUp || p.Tenant != customer || p.Claims != f.Claims || p.EndsSignIn() || fault.EndsSignIn(f) {
		t.Errorf("%+v", p)
	}
	for l, want := range map[message.Language]string{"en": "sign in at this customer: tenantry login --customer " + customer,
		"fr": "connectez-vous chez ce client\u00a0: tenantry login --customer " + customer} {
		if got := p.Advice().In(l); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if back := p.Fault(); !cmp.Equal(fault.ProblemOf(back, at), p) {
		t.Errorf("handed on: %+v", back)
	}
	if p := fault.ProblemOf(fault.New(fault.SignIn, "signin_mfa").AtCustomer(""), at); p.Remedy != fault.SignInAgain || !p.EndsSignIn() {
		t.Errorf("at home: %+v", p)
	}
	if (*fault.Problem)(nil).EndsSignIn() || fault.EndsSignIn(nil) || fault.EndsSignIn(fault.New(fault.Denied, "no").AtCustomer("")) {
		t.Error("what is no sign-in ends none")
	}
	// A command that needs a customer is not printed without one.
	if got := fault.StepUp.CommandLine("").String(); got != "sign in at this customer" {
		t.Error(got)
	}
}
