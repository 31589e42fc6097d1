package msauth_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/msauth"
)

func TestAChallengeIsAnsweredAtItsTenantByTheSamePerson(t *testing.T) {
	const claims = `{"access_token":{"nbf":{"essential":true}}}`
	a, k := &authority{idTok: map[string]any{"tid": customer, "oid": "foreign"}}, signedIn()
	s := open(t, config(t, a, k))
	p := &person{t: t, back: approve(a, "POST")}
	got, err := s.SignIn(t.Context(), msauth.At{Tenant: customer, Claims: claims}, p.browse)
	if err != nil {
		t.Fatal(err)
	}
	<-p.done
	q := p.asked.Query()
	if !strings.HasPrefix(p.asked.Path, "/"+customer+"/") || q.Get("claims") != claims || q.Get("login_hint") != "megan@contoso.com" || q.Has("prompt") {
		t.Errorf("asked %s", p.asked)
	}
	if got.Tenant != home || got.HomeAccountID != "oid-1.x" || k.refresh() != "SECRET-refresh-1" {
		t.Errorf("account %+v, kept %s", got, k.refresh())
	}
	a.idTok["preferred_username"] = "alex@contoso.com"
	_, err = s.SignIn(t.Context(), msauth.At{Tenant: customer, Claims: claims}, p.browse)
	<-p.done
	if fault.KindOf(err) != fault.Conflict || k.refresh() != "SECRET-refresh-1" {
		t.Errorf("somebody else: %v, kept %s", err, k.refresh())
	}
}

// A name can be given to somebody else, and a person can be renamed: at a customer's tenant the account's home id
// decides who signed in.
func TestWhoSignedInAtACustomerIsKnownByTheHomeID(t *testing.T) {
	info := func(object string) map[string]any {
		return map[string]any{"client_info": base64.RawURLEncoding.EncodeToString([]byte(`{"uid":"` + object + `","utid":"X"}`))}
	}
	for what, c := range map[string]struct {
		name, object string
		want         fault.Kind
	}{
		"the same account":                 {"megan@contoso.com", "oid-1", ""},
		"renamed at home":                  {"megan.bowen@contoso.com", "oid-1", ""},
		"another account of the same name": {"megan@contoso.com", "oid-2", fault.Conflict},
	} {
		t.Run(what, func(t *testing.T) {
			a, k := &authority{extra: info(c.object), idTok: map[string]any{"tid": customer, "preferred_username": c.name}}, signedIn()
			s := open(t, config(t, a, k))
			p := &person{t: t, back: approve(a, "POST")}
			_, err := s.SignIn(t.Context(), msauth.At{Tenant: customer}, p.browse)
			<-p.done
			if fault.KindOf(err) != c.want || (k.refresh() == "SECRET-refresh-1") != (err == nil) || p.asked.Query().Get("client_info") != "1" {
				t.Errorf("%v, kept %s", err, k.refresh())
			}
		})
	}
}

func TestAStepUpKeepsTheOtherTenantsTokens(t *testing.T) {
	a, k := &authority{idTok: map[string]any{"tid": customer}}, signedIn()
	s := open(t, config(t, a, k))
	const other = "77777777-7777-4777-8777-777777777777"
	token(t, s, other)
	p := &person{t: t, back: approve(a, "POST")}
	if _, err := s.SignIn(t.Context(), msauth.At{Tenant: customer}, p.browse); err != nil {
		t.Fatal(err)
	}
	<-p.done
	before := a.count()
	if token(t, s, other); a.count() != before {
		t.Error("a step-up at one customer asks for the tokens of all others again")
	}
}
