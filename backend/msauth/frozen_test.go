package msauth

import (
	"flag"
	"net/url"
	"os"
	"testing"
	"time"

	"tenantry/backend/cloud"
)

// writeFrozen is for a new version of what is kept; never for an old one.
var writeFrozen = flag.Bool("write-frozen", false, "write the formats of today into testdata")

// frozen is what a version of yesterday kept. With -write-frozen the file is first made anew.
func frozen(t *testing.T, name string, today []byte) []byte {
	t.Helper()
	path := "testdata/" + name
	if *writeFrozen {
		if err := os.WriteFile(path, today, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// kept is a keeper in memory.
type kept struct{ data []byte }

func (k *kept) Load() ([]byte, bool, error) { return k.data, k.data != nil, nil }
func (k *kept) Save(b []byte) error         { k.data = b; return nil }
func (k *kept) Delete() error               { k.data = nil; return nil }

func TestTheSignInThatWasKeptYesterdayIsReadToday(t *testing.T) {
	keeper := &kept{}
	login, err := url.Parse("https://login.test")
	if err != nil {
		t.Fatal(err)
	}
	cfg := Config{ClientID: "app", Tenant: "fabrikam.onmicrosoft.com", Cloud: cloud.Endpoints{Login: login}, Keeper: keeper}
	account := Account{Name: "Avery Mørk", Username: "avery@fabrikam.com", Tenant: "tenant", HomeAccountID: "object.tenant"}
	today := &Credential{cfg: cfg}
	if err := today.save(account, "refresh"); err != nil {
		t.Fatal(err)
	}
	keeper.data = frozen(t, "signin-1.json", keeper.data)
	got, err := load(cfg)
	if err != nil || got == nil {
		t.Fatalf("%v, %v", got, err)
	}
	if want := (record{1, "app", "fabrikam.onmicrosoft.com", "https://login.test", account, "refresh"}); *got != want {
		t.Errorf("%+v", *got)
	}
}

func TestTheTokensThatWereCarriedYesterdayAreTakenUpToday(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	first := carrying("object.tenant", clock)
	want := map[key]entry{{"tenant", "https://graph.test/.default"}: {"token", now.Add(time.Hour)}}
	first.tokens = want
	today := carriedBy(t, first)[0]
	next := carrying("object.tenant", clock)
	next.TakeUp(frozen(t, "access-1.json", today))
	for k, e := range want {
		if got := next.tokens[k]; got.token != e.token || !got.expires.Equal(e.expires) || len(next.tokens) != 1 {
			t.Errorf("%+v", next.tokens)
		}
	}
}
