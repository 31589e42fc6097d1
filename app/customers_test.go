package app

import (
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func TestMarksOutlastTheCache(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		id := rows(t, a, contract.CustomerQuery{Limit: 1})[0].TenantID
		if err := a.Customers.SetTags(id, []string{" VIP ", "vip", "train"}); err != nil {
			t.Fatal(err)
		}
		if err := a.Customers.SetFavourite(strings.ToUpper(id), true); err != nil {
			t.Fatal(err)
		}
		if err := a.SignOut(t.Context(), true, false); err != nil {
			t.Fatal(err)
		}
		stop(t, a)
		a = o.start(t)
		if n := len(rows(t, a, contract.CustomerQuery{})); n != 0 {
			t.Fatalf("%d customers outlasted the wipe", n)
		}
		stop(t, a)
		a, _ = o.synced(t)
		defer stop(t, a)
		r := rows(t, a, contract.CustomerQuery{Favourite: true})
		if len(r) != 1 || r[0].TenantID != id || !slices.Equal(r[0].Tags, []string{"VIP", "train"}) {
			t.Errorf("%+v", r)
		}
		if err := a.SignOut(t.Context(), false, true); err != nil {
			t.Fatal(err)
		}
		if r := rows(t, a, contract.CustomerQuery{Favourite: true}); len(r) != 0 || len(rows(t, a, contract.CustomerQuery{})) == 0 {
			t.Errorf("after the user's own was forgotten: %+v", r)
		}
	})
}

func TestAnImportIsThereAtOnceWithItsTags(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a := o.start(t)
		defer stop(t, a)
		file := filepath.Join(t.TempDir(), "customers.csv")
		const export = "Microsoft ID,Customer name,Primary domain name,Relationship,Tags\n" +
			"00000000-0000-4000-8000-000000000001,Contoso,contoso.com,Reseller,\n" +
			"00000000-0000-4000-8000-000000000002,Fabrikam,fabrikam.com,Reseller,vip\n"
		if err := os.WriteFile(file, []byte(export), 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := a.ImportFile(file, ImportChoice{})
		if err != nil || r.Added != 2 || r.Read != 2 {
			t.Fatalf("%+v, %v", r, err)
		}
		if got := rows(t, a, contract.CustomerQuery{Tag: "vip"}); len(got) != 1 || got[0].Name != "Fabrikam" {
			t.Errorf("%+v", got)
		}
		if got := rows(t, a, contract.CustomerQuery{}); len(got) != 2 {
			t.Errorf("%+v", got)
		}
	})
}

// chooser is a window in which the user always chooses one file.
type chooser struct {
	Shell
	file string
}

func (c *chooser) OpenFile(string, string) (string, error) { return c.file, nil }
func (c *chooser) SaveFile(string, string) (string, error) { return "", nil }

func TestTheWindowImportsNothingOfAFileWithBadLinesBeforeItIsAskedTo(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a := o.start(t)
		defer stop(t, a)
		file := filepath.Join(t.TempDir(), "customers.csv")
		a.Customers.window = &window{Shell: &chooser{file: file}}
		const export = "Microsoft ID;Firmenname;Primärer Domänenname\r\n" +
			"00000000-0000-4000-8000-000000000001;Contoso;contoso.com\r\nx;Nobody;\r\n"
		if err := os.WriteFile(file, []byte(export), 0o600); err != nil {
			t.Fatal(err)
		}
		if r, err := a.Customers.ImportGood(); err == nil {
			t.Fatalf("nothing waits, and yet %+v", r)
		}
		r, err := a.Customers.Import()
		if err != nil || !r.Waiting || len(r.Bad) != 1 || r.Bad[0].Line != 3 || r.Bad[0].Column != "Microsoft ID" || r.Read != 1 {
			t.Fatalf("%+v, %v", r, err)
		}
		if got := rows(t, a, contract.CustomerQuery{}); len(got) != 0 {
			t.Fatalf("%+v", got)
		}
		if r, err = a.Customers.ImportGood(); err != nil || r.Waiting || r.Added != 1 {
			t.Fatalf("%+v, %v", r, err)
		}
		if got := rows(t, a, contract.CustomerQuery{}); len(got) != 1 || got[0].Name != "Contoso" {
			t.Errorf("%+v", got)
		}
	})
}

func TestADroppedFileIsImportedAsAChosenOneIs(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a := o.start(t)
		defer stop(t, a)
		// As a spreadsheet saves it: UTF-16 with its mark. One line can't be taken.
		export := "Microsoft ID\tFirmenname\tPrimärer Domänenname\r\n00000000-0000-4000-8000-000000000001\tMüller\tmueller.example\r\nx\tNobody\t\r\n"
		content := []byte{0xff, 0xfe}
		for _, c := range utf16.Encode([]rune(export)) {
			content = append(content, byte(c), byte(c>>8))
		}
		r, err := a.Customers.ImportDropped("Kunden.csv", base64.StdEncoding.EncodeToString(content))
		if err != nil || !r.Waiting || r.File != "Kunden.csv" || len(r.Bad) != 1 || r.Bad[0].Line != 3 {
			t.Fatalf("%+v, %v", r, err)
		}
		if got := rows(t, a, contract.CustomerQuery{}); len(got) != 0 {
			t.Fatalf("%+v", got)
		}
		if r, err = a.Customers.ImportGood(); err != nil || r.Added != 1 {
			t.Fatalf("%+v, %v", r, err)
		}
		if got := rows(t, a, contract.CustomerQuery{}); len(got) != 1 || got[0].Name != "Müller" {
			t.Errorf("%+v", got)
		}
		for what, content := range map[string]string{"no base64": "%%%", "no list": "aGVsbG8=", "nothing": "", "cut": "TWljcm9zb2Z0IElE!"} {
			if r, err := a.Customers.ImportDropped("x.csv", content); err == nil || r.Read != 0 {
				t.Errorf("%s: %+v", what, r)
			}
		}
	})
}

func TestTwoMarksAtOnceAreBothKept(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
		id := rows(t, a, contract.CustomerQuery{Limit: 1})[0].TenantID
		for range 50 {
			if err := errors.Join(a.Customers.SetFavourite(id, false), a.Customers.SetTags(id, nil)); err != nil {
				t.Fatal(err)
			}
			var both sync.WaitGroup
			both.Go(func() { _ = a.Customers.SetFavourite(id, true) })
			both.Go(func() { _ = a.Customers.SetTags(id, []string{"vip"}) })
			both.Wait()
			if r := rows(t, a, contract.CustomerQuery{Favourite: true, Tag: "vip"}); len(r) != 1 {
				t.Fatal("one of two marks was lost")
			}
		}
	})
}

func TestAMarkBringsNobodyBackWhoHasLeft(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
		id := partner.TenantID(rows(t, a, contract.CustomerQuery{Limit: 1})[0].TenantID)
		a.list.published(nil, []partner.TenantID{id})
		favourite := func(_ partner.TenantID, m *partner.Marks) error { m.Favourite = true; return nil }
		if err := a.list.marks.change(favourite, id); err != nil { // as an import's that comes late
			t.Fatal(err)
		}
		if _, ok := a.list.catalog.Get(id); ok {
			t.Error("it is in the list again")
		}
		if err := a.Customers.SetFavourite(string(id), true); fault.KindOf(err) != fault.Missing {
			t.Errorf("%v", err)
		}
	})
}

// TestWhatACustomersTenantRefusesIsToldByThePartnersSide goes from the simulated cloud to what both faces show.
func TestWhatACustomersTenantRefusesIsToldByThePartnersSide(t *testing.T) {
	inOffice(t, "demo", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
		bySource := map[string]int{}
		for _, r := range rows(t, a, contract.CustomerQuery{}) {
			d, err := a.Customers.Get(r.TenantID)
			if err != nil {
				t.Fatal(err)
			}
			own := d.Freshness["details"].AsOf != nil
			center := slices.Contains(r.Sources, "partnercenter")
			source := d.DetailSources["address"]
			bySource[source]++
			switch {
			case own && source != "directory":
				t.Errorf("%s: its own address is told by %q", d.Name, source)
			case !own && center && (source != "partnercenter" || d.Address.City == "" || len(d.TechnicalContacts) == 0):
				t.Errorf("%s: %+v, told by %q (%+v)", d.Name, d.Address, source, d.Freshness["profile"].Problem)
			case !own && d.Freshness["tenantInformation"].AsOf == nil:
				t.Errorf("%s: nobody asked for its public information: %+v", d.Name, d.Freshness["tenantInformation"].Problem)
			}
			if d.PrimaryDomain == "" || len(d.VerifiedDomains) == 0 || d.DetailSources["domains"] == "" {
				t.Errorf("%s: domains %v, told by %q", d.Name, d.VerifiedDomains, d.DetailSources["domains"])
			}
		}
		if bySource["directory"] < 200 || bySource["partnercenter"] == 0 {
			t.Errorf("addresses by source: %v", bySource)
		}
	})
}

// TestEveryCustomersLinksAreMicrosoftsOwnAfterASync: nobody had to open it.
func TestEveryCustomersLinksAreMicrosoftsOwnAfterASync(t *testing.T) {
	inOffice(t, "demo", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
		official := 0
		for _, r := range rows(t, a, contract.CustomerQuery{}) {
			d, err := a.Customers.Get(r.TenantID)
			if err != nil {
				t.Fatal(err)
			}
			own := slices.ContainsFunc(d.Links, func(l partner.Link) bool { return l.Source == partner.LinkFromGraph })
			if listed := slices.Contains(r.Sources, "gdapcustomer"); listed != own {
				t.Errorf("%s: on the list of delegated customers: %v, links of its own: %v", d.Name, listed, own)
			}
			if own {
				official++
			}
		}
		if official < 200 {
			t.Errorf("%d customers have links of their own", official)
		}
	})
}

// TestASubscriptionIsListedOnceAfterACustomerWasOpened: Graph and Partner Center both tell of it, under two ids.
func TestASubscriptionIsListedOnceAfterACustomerWasOpened(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
		joined := 0
		for _, r := range rows(t, a, contract.CustomerQuery{}) {
			before, err := a.Customers.Get(r.TenantID)
			if err != nil {
				t.Fatal(err)
			}
			if before.Freshness["subscriptions"].AsOf == nil || !slices.Contains(r.Sources, "partnercenter") {
				continue
			}
			for range 2 { // opened, and then read by a sync again
				if err := a.Sync.Refresh(r.TenantID); err != nil {
					t.Fatal(err)
				}
				after, err := a.Customers.Get(r.TenantID)
				if err != nil {
					t.Fatal(err)
				}
				if len(after.Subscriptions) != len(before.Subscriptions) {
					t.Errorf("%s: %d subscriptions, and %d once opened: %+v", r.Name, len(before.Subscriptions), len(after.Subscriptions), after.Subscriptions)
				}
				for _, s := range after.Subscriptions {
					if s.AutoRenews != nil { // only Partner Center tells
						joined++
					} else if !s.IsTrial {
						t.Errorf("%s: Partner Center's word on %s is lost: %+v", r.Name, s.Name, s)
					}
					if renews := s.Next == partner.NextRenews; renews && s.Status != "enabled" {
						t.Errorf("%s: %s is %s and renews", r.Name, s.Name, s.Status)
					}
				}
				if _, err := a.SyncNow(t.Context(), "", true, nil); err != nil {
					t.Fatal(err)
				}
			}
		}
		if joined < 5 {
			t.Errorf("only %d subscriptions are told by both", joined)
		}
	})
}
