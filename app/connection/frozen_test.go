package connection

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/simcloud"
	"tenantry/backend/store"
	"tenantry/backend/store/memstore"
	"tenantry/backend/store/storetest"
)

// yesterdaysSettings is what testdata holds of a sign-in, but for the addresses: with every field.
var yesterdaysSettings = Settings{ClientID: simcloud.ClientID, Tenant: "fabrikam.onmicrosoft.com", PartnerTenant: simcloud.TenantID, Cloud: "custom",
	Login: "https://login.test", Graph: "https://graph.test", PartnerCenter: "https://pc.test", Azure: "https://azure.test", CA: []byte("PEM")}

// signedOut is what is kept of the account after signing out.
var signedOut = func() Settings { s := yesterdaysSettings; s.SignedOut = true; return s }()

// proxied is what is kept of a sign-in through a proxy.
var proxied = func() Settings { s := yesterdaysSettings; s.Proxy = "http://ada:pass@proxy.test:3128"; return s }()

// yesterdaysTokens is what msauth sealed then; its own test reads all of it.
var yesterdaysTokens = []byte(`{"version":1,"clientId":"` + simcloud.ClientID + `","tenant":"fabrikam.onmicrosoft.com","login":"https://login.test",` +
	`"account":{"Name":"Avery","Username":"avery@fabrikam.com","Tenant":"` + simcloud.TenantID + `","HomeAccountID":"o.t"},"refreshToken":"r"}`)

func TestYesterdaysSignInIsTakenUpToday(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		journal := memstore.NewJournal()
		of := journal.Settings()
		if missing := storetest.Unset(yesterdaysSettings, signedOut, proxied); len(missing) > 0 {
			t.Errorf("no frozen file holds %v", missing)
		}
		storetest.Frozen(t, of, settingsBefore, "signin-1.cbor", func() error { return of.Put(settingsBefore, yesterdaysSettings) })
		storetest.Frozen(t, of, tokensBefore, "tokens-1.cbor", func() error { return of.Put(tokensBefore, yesterdaysTokens) })

		storetest.Frozen(t, of, "out", "signin-2.cbor", func() error { return of.Put("out", signedOut) })
		var out Settings
		if found, err := of.Get("out", &out); !found || err != nil || !cmp.Equal(out, signedOut) {
			t.Errorf("%+v, %v", out, err)
		}
		storetest.Frozen(t, of, "proxied", "signin-3.cbor", func() error { return of.Put("proxied", proxied) })
		var through Settings
		if found, err := of.Get("proxied", &through); !found || err != nil || !cmp.Equal(through, proxied) {
			t.Errorf("%+v, %v", through, err)
		}
		var got Settings
		if found, err := of.Get(settingsBefore, &got); !found || err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(yesterdaysSettings, got); d != "" {
			t.Errorf("(-want +got)\n%s", d)
		}
		o := (&office{cache: memstore.NewCache(), journal: journal}).opened(t)
		defer o.Close()
		if err := o.Resume(); err != nil {
			t.Fatal(err)
		}
		if s := o.Status(); !s.SignedIn || s.Username != "avery@fabrikam.com" || s.Last.Cloud != "custom" || o.Owner() != simcloud.TenantID {
			t.Errorf("%+v", s)
		}

		// The one value in which it is kept since.
		today := signIn{yesterdaysSettings, yesterdaysTokens}
		now := memstore.NewJournal()
		storetest.Frozen(t, now.Settings(), signInKey, "account-1.cbor", func() error { return now.Settings().Put(signInKey, today) })
		for what, of := range map[string]store.Settings{"two values": journal.Settings(), "one": now.Settings()} {
			if got, err := kept(of); err != nil || !cmp.Equal(got, today) {
				t.Errorf("%s: %+v, %v", what, got, err)
			}
		}
	})
}

// Once anything of a sign-in is written, the two values of before are gone: no older one comes back.
func TestASignInIsKeptInOneValue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		of := o.journal.Settings()
		if err := errors.Join(of.Put(settingsBefore, yesterdaysSettings), of.Put(tokensBefore, yesterdaysTokens)); err != nil {
			t.Fatal(err)
		}
		o.signIn(t)
		for _, key := range []string{settingsBefore, tokensBefore} {
			if found, err := of.Get(key, new(any)); found || err != nil {
				t.Errorf("%s is still kept: %v", key, err)
			}
		}
		in, err := kept(of)
		if err != nil || in.Settings.PartnerTenant != simcloud.TenantID || !strings.Contains(string(in.Tokens), o.settings.Login) {
			t.Errorf("%+v, %v", in, err)
		}
		o.Close()
		if err := o.Forget(); err != nil {
			t.Fatal(err)
		}
		if in, err := kept(of); err != nil || !cmp.Equal(in, signIn{}) {
			t.Errorf("forgotten: %+v, %v", in, err)
		}
	})
}

// A sign-in that can't be kept changes nothing of what was kept before.
func TestASignInThatFailsLeavesTheOneBefore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.signIn(t)
		before, err := kept(o.journal.Settings())
		if err != nil {
			t.Fatal(err)
		}
		next := o.keep.next(Settings{ClientID: "other", Login: "https://other.test"})
		next.hold()
		if err := next.Save([]byte("tokens of another account")); err != nil {
			t.Fatal(err)
		}
		if after, err := kept(o.journal.Settings()); err != nil || !cmp.Equal(before, after) {
			t.Errorf("before all of it is known: %+v, %v", after, err)
		}
	})
}
