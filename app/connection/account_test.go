package connection

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/seal"
	"tenantry/backend/simcloud"
	"tenantry/backend/store"
	"tenantry/backend/store/memstore"
	"tenantry/backend/syncer"
)

// office is an Account at a small simulated cloud, over stores in memory, and what it told the program.
type office struct {
	*Account
	settings Settings
	cache    store.Cache
	journal  store.Journal
	wiped    int
	hosts    [][]string
}

// opened makes an Account over an office's stores, as a start of the program does.
func (o *office) opened(t *testing.T) *office {
	t.Helper()
	scenario, _ := simcloud.ScenarioNamed("small")
	sim := simcloud.New(scenario, 1, simcloud.Options{AutoApprove: true})
	return o.openedAt(t, sim, sim.Transport())
}

// openedAt does so at a cloud that is reached over wire.
func (o *office) openedAt(t *testing.T, sim *simcloud.Cloud, wire http.RoundTripper) *office {
	t.Helper()
	at := sim.Endpoints()
	next := &office{cache: o.cache, journal: o.journal}
	next.settings = Settings{ClientID: simcloud.ClientID, Tenant: simcloud.TenantID, Cloud: "custom", Login: at.Login, Graph: at.Graph,
		PartnerCenter: at.PartnerCenter, Azure: at.Azure}
	next.Account = New(t.Context(), Options{Seal: func() seal.Box { return seal.New([32]byte{1}, "access tokens") },
		Cloud: &Cloud{Transport: wire, Support: "http://127.0.0.1:4711"}, Log: slog.New(slog.DiscardHandler),
		Settings: o.journal.Settings(), Cache: o.cache, Commits: syncer.NewCommits(syncer.CommitsOptions{Cache: o.cache}),
		Order: func() []partner.TenantID { return nil }, FollowsAzure: func(partner.TenantID) bool { return false },
		Compose: func(o partner.Outgoing) string { return o.Draft.Description },
		Wipe:    func() error { next.wiped++; return o.cache.Wipe() },
		Changed: func(hosts []string) { next.hosts = append(next.hosts, hosts) },
		Needed:  func() {}, Linked: func() {}})
	return next
}

func newOffice(t *testing.T) *office {
	return (&office{cache: memstore.NewCache(), journal: memstore.NewJournal()}).opened(t)
}

func (o *office) signIn(t *testing.T) {
	t.Helper()
	if err := o.SignIn(t.Context(), o.settings, Prompt{DeviceCode: func(DeviceCode) {}}); err != nil {
		t.Fatal(err)
	}
}

func customers(t *testing.T, c store.Cache) (n int) {
	t.Helper()
	for _, err := range c.Summaries() {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

func (o *office) sync(t *testing.T) {
	t.Helper()
	err := o.Reach(t.Context(), func(ctx context.Context, c *Connection) error {
		_, cost, err := c.Sync(ctx, syncer.Scope{})
		if cost.Requests == 0 {
			t.Error("a sync costs nothing")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestASignInIsTakenUpByTheNextStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		if o.Status().SignedIn || o.Connected() || o.Sender(partner.ByAzure) != nil {
			t.Error("somebody is signed in before the sign-in")
		}
		o.signIn(t)
		o.sync(t)
		o.Close()

		o = o.opened(t)
		if err := o.Resume(); err != nil {
			t.Fatal(err)
		}
		defer o.Close()
		s := o.Status()
		if !s.SignedIn || s.Username != simcloud.Username || s.Tenant != simcloud.TenantID || s.Last.Cloud != "custom" || s.Problem != nil {
			t.Errorf("%+v", s)
		}
		if o.Owner() != simcloud.TenantID {
			t.Errorf("the customers are those of %q", o.Owner())
		}
		if !slices.ContainsFunc(o.hosts, func(h []string) bool { return slices.Contains(h, "127.0.0.1:4711") }) {
			t.Errorf("links may lead to %v", o.hosts)
		}
		o.sync(t)
	})
}

func TestSigningInAsAnotherPartnerWipesTheCacheAndAsTheSameOneDoesNot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.signIn(t)
		o.sync(t)
		o.signIn(t)
		if o.wiped != 0 || customers(t, o.cache) == 0 {
			t.Fatal("the customers of the same partner were wiped")
		}
		if err := o.SignOut(); err != nil {
			t.Fatal(err)
		}
		if customers(t, o.cache) == 0 {
			t.Fatal("signing out alone keeps the customers")
		}
		if err := o.cache.Values().Put(ownerKey, "99999999-9999-4999-8999-999999999999"); err != nil {
			t.Fatal(err)
		}
		o.signIn(t)
		defer o.Close()
		if n := customers(t, o.cache); n != 0 || o.Owner() != simcloud.TenantID {
			t.Errorf("%d customers of the other partner are still kept; now they are those of %q", n, o.Owner())
		}
	})
}

// The process ended after the sign-in to another partner had taken the cache over, and before it was kept.
func TestAStartTakesNoCustomersOfAnotherPartnerOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.signIn(t)
		o.sync(t)
		o.Close()
		const other = "99999999-9999-4999-8999-999999999999"
		if err := o.cache.Values().Put(ownerKey, other); err != nil {
			t.Fatal(err)
		}
		o = o.opened(t)
		if err := o.Resume(); err != nil {
			t.Fatal(err)
		}
		defer o.Close()
		var owner string
		if _, err := o.cache.Values().Get(ownerKey, &owner); err != nil || owner != simcloud.TenantID {
			t.Errorf("the cache is that of %q: %v", owner, err)
		}
		if n := customers(t, o.cache); n != 0 || o.wiped != 1 {
			t.Errorf("%d customers of the other partner are shown as ours", n)
		}
	})
}

func TestSigningInAgainNamesNothing(t *testing.T) {
	kept := Settings{ClientID: "app", Tenant: "contoso.com", PartnerTenant: "t-1", Cloud: "custom", Login: "https://l", Graph: "https://g",
		PartnerCenter: "https://p", Azure: "https://a", CA: []byte("PEM"), SignedOut: true}
	again := Settings{ClientID: "app", Tenant: "t-1", Cloud: "custom", Login: "https://l", Graph: "https://g", PartnerCenter: "https://p",
		Azure: "https://a", CA: []byte("PEM")}
	with := func(change func(*Settings)) Settings { s := again; change(&s); return s }
	for what, c := range map[string]struct{ given, want Settings }{
		"nothing named":          {Settings{}, again},
		"another app":            {Settings{ClientID: "other"}, with(func(s *Settings) { s.ClientID = "other" })},
		"another tenant":         {Settings{Tenant: "fabrikam.com"}, with(func(s *Settings) { s.Tenant = "fabrikam.com" })},
		"an address that moved":  {Settings{Cloud: "custom", Graph: "https://g2"}, with(func(s *Settings) { s.Graph = "https://g2" })},
		"another cloud":          {Settings{Cloud: "usgov"}, Settings{Cloud: "usgov"}},
		"all of another account": {Settings{ClientID: "b", Tenant: "c", Cloud: "global"}, Settings{ClientID: "b", Tenant: "c", Cloud: "global"}},
	} {
		if d := cmp.Diff(c.want, c.given.over(kept)); d != "" {
			t.Errorf("%s (-want +got)\n%s", what, d)
		}
	}
	if d := cmp.Diff(Settings{}, Settings{}.over(Settings{})); d != "" {
		t.Errorf("a profile of nobody knows something: %s", d)
	}
}

func TestSigningOutForgetsEveryToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.signIn(t)
		o.sync(t)
		if err := o.SignOut(); err != nil {
			t.Fatal(err)
		}
		if in, err := kept(o.journal.Settings()); len(in.Tokens) > 0 || err != nil {
			t.Errorf("the tokens are still kept: %v", err)
		}
		if s := o.Status(); s.SignedIn || s.Last.ClientID != o.settings.ClientID || s.Tenant != simcloud.TenantID {
			t.Errorf("who was signed in is forgotten: %+v", s)
		}
		if again := o.opened(t); again.Resume() != nil || again.Connected() {
			t.Error("the next start takes up a sign-in that is over")
		}
		if err := o.SignIn(t.Context(), Settings{}, Prompt{}); err == nil {
			t.Error("settings that name nothing sign in by themselves")
		}
		if found, err := o.cache.Values().Get(accessKey, new([]byte)); found || err != nil {
			t.Errorf("access tokens are still kept: %v", err)
		}
		for what, err := range map[string]error{"reach": o.Reach(t.Context(), nil), "act": o.MayAct(partner.Outgoing{})} {
			if fault.KindOf(err) != fault.SignIn {
				t.Errorf("%s: %v", what, err)
			}
		}
	})
}

func TestAConnectionThatWasClosedRunsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.signIn(t)
		o.Close()
		err := o.Reach(t.Context(), func(ctx context.Context, _ *Connection) error { return ctx.Err() })
		if !errors.Is(err, context.Canceled) {
			t.Errorf("a call could begin after the end: %v", err)
		}
		_, err = o.Sender(partner.ByNote).Prepare(t.Context(), partner.Outgoing{Channel: partner.ByNote, RequestID: "1001"})
		if err == nil {
			t.Error("a note could be sent after the end")
		}
	})
}

func TestNothingGoesOutAsAnotherPartner(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.signIn(t)
		defer o.Close()
		foreign := partner.Outgoing{Partner: "9b1e7f0c-1111-4a6d-8c3b-000000000000", Channel: partner.ByAzure}
		own := partner.Outgoing{Partner: strings.ToUpper(simcloud.TenantID)}
		if err := o.MayAct(own); err != nil {
			t.Errorf("its own: %v", err)
		}
		if err := o.MayAct(foreign); fault.KindOf(err) != fault.SignIn {
			t.Errorf("another's: %v", err)
		}
		if _, err := o.Sender(partner.ByAzure).Send(t.Context(), foreign); fault.KindOf(err) != fault.SignIn {
			t.Errorf("another's is sent: %v", err)
		}
	})
}

func TestWhoSignedInLaterKeepsItsTokens(t *testing.T) {
	s := &sealing{journal: memstore.NewJournal().Settings()}
	first, second := s.next(Settings{}), s.next(Settings{})
	for _, step := range []struct {
		by   *sealed
		text string
		want string
	}{{first, "a", "a"}, {second, "b", "b"}, {first, "late", "b"}, {second, "c", "c"}} {
		if err := step.by.Save([]byte(step.text)); err != nil {
			t.Fatal(err)
		}
		if got, _, err := first.Load(); string(got) != step.want || err != nil {
			t.Errorf("after %q: %q, %v", step.text, got, err)
		}
	}
	if err := first.Delete(); err != nil {
		t.Fatal(err)
	}
	if _, found, _ := second.Load(); !found {
		t.Error("a sign-out of the account before took the tokens of the new one")
	}
}

func TestSettingsThatCanNotWorkSayWhichFieldIsWrong(t *testing.T) {
	for field, s := range map[string]Settings{
		"cloud":    {Cloud: "mars"},
		"loginUrl": {Cloud: "custom", Login: "no address", Graph: "https://g", PartnerCenter: "https://p", Azure: "https://a"},
		"azureUrl": {Cloud: "custom", Login: "https://l", Graph: "https://g", PartnerCenter: "https://p"},
	} {
		_, err := s.Checked("")
		if f, ok := fault.As(err); !ok || f.Kind != fault.Invalid || f.Fields[field].Key == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
	if _, err := (Settings{}).Checked("no-such-file.pem"); err == nil {
		t.Error("a file that is not there is taken")
	}
	if s, err := (Settings{}).Checked(""); err != nil || s.Cloud != "global" {
		t.Errorf("without a cloud: %+v, %v", s, err)
	}
}
