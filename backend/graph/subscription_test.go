package graph

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func parse[T any](t *testing.T, s string) []T {
	t.Helper()
	var v []T
	if err := json.Unmarshal([]byte(s), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestSubscriptionsOfOneProductThatGrantLicencesAreOneRow(t *testing.T) {
	skus := parse[sku](t, `[
		{"id":"t_e3","skuId":"e3","skuPartNumber":"SPE_E3","capabilityStatus":"Enabled","consumedUnits":27,"prepaidUnits":{"enabled":30}},
		{"id":"t_pbi","skuId":"pbi","skuPartNumber":"POWER_BI_STANDARD","capabilityStatus":"Enabled","consumedUnits":"3","prepaidUnits":{"enabled":1000000,"warning":null}},
		{"id":"t_crm","skuId":"crm","skuPartNumber":"CRMSTANDARD","capabilityStatus":"Suspended","consumedUnits":4,"prepaidUnits":{"suspended":5}},
		{"id":"t_old","skuId":"old","skuPartNumber":"OLD_ONE","capabilityStatus":"LockedOut","consumedUnits":1,"prepaidUnits":{"enabled":0,"lockedOut":2}}]`)
	held := parse[companySubscription](t, `[
		{"id":"s1","skuId":"e3","skuPartNumber":"SPE_E3","status":"Enabled","totalLicenses":25,"isTrial":true,"nextLifecycleDateTime":"2027-05-01T00:00:00Z"},
		{"id":"s2","skuId":"e3","skuPartNumber":"SPE_E3","status":"Warning","totalLicenses":5,"nextLifecycleDateTime":"2027-02-01T00:00:00Z"},
		{"id":"s3","skuId":"e3","skuPartNumber":"SPE_E3","status":"Deleted","totalLicenses":10},
		{"id":"s4","skuId":"crm","skuPartNumber":"CRMSTANDARD","status":"Suspended","totalLicenses":5},
		{"id":"s5","skuId":"new","skuPartNumber":"NEW_ONE","status":"Enabled","totalLicenses":1,"isTrial":true}]`)
	got, err := subscriptionsOf(skus, nil, held, nil)
	if err != nil {
		t.Fatal(err)
	}
	row := func(id, name, sku, status string, total, used int, trial bool, renews string) partner.Subscription {
		at, _ := time.Parse(time.DateOnly, renews)
		return partner.Subscription{ID: id, Name: name, SKU: sku, Status: status, Total: total, Used: used, IsTrial: trial, RenewsAt: at, Source: partner.SourceGDAP}
	}
	want := []partner.Subscription{
		row("e3", "Microsoft 365 E3", "SPE_E3", "warning", 30, 27, false, "2027-02-01"),
		row("s3", "Microsoft 365 E3", "SPE_E3", "deleted", 10, -1, false, ""),
		row("s4", "Microsoft Dynamics CRM Online Professional", "CRMSTANDARD", "suspended", 5, 4, false, ""),
		row("s5", "NEW_ONE", "NEW_ONE", "enabled", 1, -1, true, ""),
		row("t_old", "OLD_ONE", "OLD_ONE", "lockedout", 2, 1, false, ""),
		row("t_pbi", "Power BI (free)", "POWER_BI_STANDARD", "enabled", 1000000, 3, false, ""),
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestOneListAloneIsShownWhereTheOtherIsRefusedForGood(t *testing.T) {
	skus := parse[sku](t, `[{"id":"t_e3","skuId":"e3","skuPartNumber":"SPE_E3","capabilityStatus":"Enabled","consumedUnits":1,"prepaidUnits":{"enabled":2}}]`)
	held := parse[companySubscription](t, `[{"id":"s1","skuId":"e3","skuPartNumber":"SPE_E3","status":"Enabled","totalLicenses":2}]`)
	denied, broken := fault.New(fault.Denied, "no"), fault.New(fault.Upstream, "down")
	for name, tc := range map[string]struct {
		skuErr, heldErr error
		rows            int
		kind            fault.Kind
	}{
		"skus denied":   {denied, nil, 1, ""},
		"bought denied": {nil, denied, 1, ""},
		"both denied":   {denied, denied, 0, fault.Denied},
		"skus down":     {broken, nil, 0, fault.Upstream},
		"bought down":   {nil, broken, 0, fault.Upstream},
		"mixed":         {denied, broken, 0, fault.Denied},
	} {
		s, h := skus, held
		if tc.skuErr != nil {
			s = nil
		}
		if tc.heldErr != nil {
			h = nil
		}
		got, err := subscriptionsOf(s, tc.skuErr, h, tc.heldErr)
		if len(got) != tc.rows || fault.KindOf(err) != tc.kind {
			t.Errorf("%s: %v %v", name, got, err)
		}
	}
}

func TestTheTablesOfNamesAreWellFormed(t *testing.T) {
	for id, name := range roleNames {
		if p, err := partner.ParseTenantID(id); err != nil || string(p) != id || name == "" {
			t.Errorf("%q: %q", id, name)
		}
	}
	for part := range productNames {
		if productName(part) == part {
			t.Errorf("%q can't be found: keys are in upper case", part)
		}
	}
	for in, want := range map[string]string{"Microsoft_365_Copilot": "Microsoft 365 Copilot", "spe_e5": "Microsoft 365 E5", "NEW": "NEW"} {
		if got := productName(in); got != want {
			t.Errorf("%s: %s", in, got)
		}
	}
	if roleName("F2EF992C-3AFB-46B9-B7CF-A126EE74C451") != "Global Reader" || roleName("x") != "x" {
		t.Error("a role's id is read in one case only, or an unknown one is lost")
	}
}
