package alerts_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/partner"
	"tenantry/backend/store/memstore"
	"tenantry/backend/store/storetest"
)

func TestYesterdaysAlertIsReadToday(t *testing.T) {
	want := partner.Alert{ID: "request-6161", Kind: partner.AlertRequest, TenantID: storetest.ID(1), Name: "Ødegård & Søn", Subject: "6161", Title: "Mail is late",
		Service: "Exchange Online", Advisory: true, Level: partner.AlertCritical, Heard: partner.AlertWarning, Customers: 1, Life: 2, State: partner.AlertSnoozed, Since: morning,
		Until: hours(8), Reason: "later", ClosedAt: hours(9), Why: partner.AlertWorse, WhyAt: hours(1), AnnouncedAt: hours(2), At: hours(3), Next: "ends", Silenced: "tag", Most: 3}
	if missing := storetest.Unset(want); len(missing) > 0 {
		t.Errorf("the frozen file does not hold %v", missing)
	}
	s := memstore.NewJournal().Settings()
	storetest.Frozen(t, s, "alert", "alert-1.cbor", func() error { return s.Put("alert", want) })
	var got partner.Alert
	if found, err := s.Get("alert", &got); !found || err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}
