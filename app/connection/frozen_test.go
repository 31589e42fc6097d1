package connection

import (
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/simcloud"
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
		kept := journal.Settings()
		if missing := storetest.Unset(yesterdaysSettings, signedOut, proxied); len(missing) > 0 {
			t.Errorf("no frozen file holds %v", missing)
		}
		storetest.Frozen(t, kept, settingsKey, "signin-1.cbor", func() error { return kept.Put(settingsKey, yesterdaysSettings) })
		storetest.Frozen(t, kept, tokenKey, "tokens-1.cbor", func() error { return kept.Put(tokenKey, yesterdaysTokens) })

		storetest.Frozen(t, kept, "out", "signin-2.cbor", func() error { return kept.Put("out", signedOut) })
		var out Settings
		if found, err := kept.Get("out", &out); !found || err != nil || !cmp.Equal(out, signedOut) {
			t.Errorf("%+v, %v", out, err)
		}
		storetest.Frozen(t, kept, "proxied", "signin-3.cbor", func() error { return kept.Put("proxied", proxied) })
		var through Settings
		if found, err := kept.Get("proxied", &through); !found || err != nil || !cmp.Equal(through, proxied) {
			t.Errorf("%+v, %v", through, err)
		}
		var got Settings
		if found, err := kept.Get(settingsKey, &got); !found || err != nil {
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
	})
}
