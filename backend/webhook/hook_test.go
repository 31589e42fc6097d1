package webhook

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store/memstore"
	"tenantry/backend/store/storetest"
)

func TestAnAddressIsHTTPSWithAHostAndNobodysPassword(t *testing.T) {
	for address, key := range map[string]string{
		"": "webhook_address_missing", "https://" + strings.Repeat("a", maxAddress): "webhook_address_long", "https://a.test/%zz": "webhook_address_none",
		"https://a.test/x\ny": "webhook_address_none", "http://a.test/secretpath": "webhook_address_https", "a.test/hook": "webhook_address_https", "ftp://a.test": "webhook_address_https",
		"https://ada:pass@a.test/": "webhook_address_user", "https:///path": "webhook_address_host", "https://:443/x": "webhook_address_host",
	} {
		_, err := parse(address)
		f, ok := fault.As(err)
		if !ok || f.Kind != fault.Invalid || f.Message.Key != key || f.Fields["address"].Key != key || address != "" && strings.Contains(err.Error(), address) {
			t.Errorf("%.40q: %v", address, err)
		}
	}
	if u, err := parse("  HTTPS://A.test:8443/x?y=1#z\n"); err != nil || u.String() != "https://A.test:8443/x?y=1" {
		t.Errorf("%v, %v", u, err)
	}
}

func TestOfAnAddressItsHostAndLittleElseIsShown(t *testing.T) {
	for address, want := range map[string][2]string{
		"https://hooks.slack.com/services/T0/B0/secretXYZ1": {"hooks.slack.com", "XYZ1"}, "https://a.test/short": {"a.test", ""}, "https://a.test": {"a.test", ""}, "nonsense": {},
	} {
		if host, end := (Hook{Address: address}).Shown(); host != want[0] || end != want[1] {
			t.Errorf("%s: %s %s", address, host, end)
		}
	}
}

func TestAKeyIsLongRandomAndOfTheConventionsForm(t *testing.T) {
	seen := map[string]bool{}
	for range 100 {
		key := newKey()
		raw, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(key, "whsec_"))
		if err != nil || len(raw) != 32 || seen[key] || !strings.HasPrefix(key, "whsec_") {
			t.Fatalf("%s: %d bytes, %v", key, len(raw), err)
		}
		seen[key] = true
	}
}

// What waits was written by the version of before.
func TestYesterdaysMessageIsSentToday(t *testing.T) {
	const kept = `{"nameless":{"at":"2026-03-02T12:00:00Z","count":1,"title":"New alert","lines":["a"],"link":"tenantry:view/today","alerts":[{"id":"i","kind":"health","level":"warning",` +
		`"service":"s","incidentId":"EX1","customers":2}]},"named":{"at":"2026-03-02T12:00:00Z","count":1,"title":"New alert","lines":["Contoso"],"link":"tenantry:view/today",` +
		`"alerts":[{"kind":"access","level":"notice","customers":1,"customer":"Contoso","tenantId":"t"}],"test":true}}`
	got, err := contentOf(partner.Outgoing{Note: kept})
	want := content{payload{At: noon, Count: 1, Title: "New alert", Lines: []string{"a"}, Link: today, Alerts: []alert{{ID: "i", Kind: "health", Level: "warning", Service: "s", IncidentID: "EX1", Customers: 2}}},
		&payload{At: noon, Count: 1, Title: "New alert", Lines: []string{"Contoso"}, Link: today, Alerts: []alert{{Kind: "access", Level: "notice", Customers: 1, Customer: "Contoso", TenantID: "t"}}, Test: true}}
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Errorf("%v (-want +got)\n%s", err, d)
	}
	if _, err := contentOf(partner.Outgoing{ID: "TNA-A", Note: "x"}); fault.KindOf(err) != fault.Corrupt {
		t.Errorf("%v", err)
	}
}

func TestYesterdaysWebhookIsReadToday(t *testing.T) {
	of := memstore.NewJournal().Settings()
	want := Hook{Kind: Generic, Address: "https://a.test/hook", Names: true, Key: "whsec_AAAA", Since: noon}
	if missing := storetest.Unset(want); len(missing) > 0 {
		t.Errorf("no frozen file holds %v", missing)
	}
	storetest.Frozen(t, of, hookKey, "webhook-1.cbor", func() error { return of.Put(hookKey, want) })
	var got Hook
	if found, err := of.Get(hookKey, &got); !found || err != nil || !cmp.Equal(want, got) {
		t.Errorf("%+v, %v", got, err)
	}
}
