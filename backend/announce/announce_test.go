package announce

import (
	"strings"
	"testing"
	"time"

	"tenantry/backend/deeplink"
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

const tenant = "11111111-2222-3333-4444-555555555555"

// told is an alert of each kind, and of each thing that it may say.
func told() []partner.Alert {
	var out []partner.Alert
	for _, k := range partner.AlertKinds() {
		for _, next := range []string{"", "degraded", "outage", "ends", "grace", "deleted"} {
			out = append(out, partner.Alert{ID: "x", Kind: k, Next: next, TenantID: tenant, Name: "Contoso", Subject: "contoso-9", Title: "Contoso’s own", Service: "Exchange Online",
				At: time.Date(2000, 1, 2, 0, 0, 0, 0, time.UTC)})
		}
	}
	return append(out, partner.Alert{ID: "x", Kind: "newer", TenantID: tenant, Name: "Contoso", Title: "Contoso’s own", Subject: "contoso-9"})
}

// No kind of alert, in no language, tells those who may see a locked screen whose it is.
func TestANamelessNoteNamesNobody(t *testing.T) {
	for _, a := range told() {
		for _, l := range message.Languages() {
			n := Of([]partner.Alert{a}, true)
			said := n.Title.In(l) + n.Lines[0].In(l)
			if strings.Contains(strings.ToLower(said), "contoso") || strings.Contains(said, tenant) || strings.Contains(said, "{") || !n.Lines[0].Known() {
				t.Errorf("%s %q: %s", a.Kind, a.Next, said)
			}
			if named := Of([]partner.Alert{a}, false).Lines[0].In(l); !strings.Contains(strings.ToLower(named), "contoso") && a.Kind != partner.AlertStale && named != "x" {
				t.Errorf("%s %q names nobody where it may: %s", a.Kind, a.Next, named)
			}
		}
	}
}

func TestANoteSaysTheMostUrgentAndHowManyMore(t *testing.T) {
	incident := partner.Alert{ID: "health-EX1", Kind: partner.AlertHealth, Subject: "EX1", Title: "Mail is gone", Customers: 50}
	came := partner.Alert{ID: "came", Kind: partner.AlertCame, TenantID: tenant, Name: "Contoso"}
	for _, x := range []struct {
		of     []partner.Alert
		en, fr string
	}{
		{[]partner.Alert{incident}, "New alert|EX1: Mail is gone (50 customers)", "Nouvelle alerte|EX1\u00a0: Mail is gone (50 clients)"},
		{[]partner.Alert{incident, came}, "2 new alerts|EX1: Mail is gone (50 customers)|Contoso is a new customer", "2 nouvelles alertes|EX1\u00a0: Mail is gone (50 clients)|Contoso est un nouveau client"},
		{[]partner.Alert{incident, came, came, came, came}, "5 new alerts|EX1: Mail is gone (50 customers)|Contoso is a new customer|Contoso is a new customer|and 2 more",
			"5 nouvelles alertes|EX1\u00a0: Mail is gone (50 clients)|Contoso est un nouveau client|Contoso est un nouveau client|et 2 autres"},
	} {
		n := Of(x.of, false)
		for l, want := range map[message.Language]string{message.English: x.en, "fr": x.fr} {
			said := n.Title.In(l)
			for _, line := range n.Lines {
				said += "|" + line.In(l)
			}
			if said != want {
				t.Errorf("%s, not %s", said, want)
			}
		}
	}
}

// What a note leads to can be read as a link again, whatever stands in the ids; several lead to the list of them.
func TestANoteLeadsToWhatItTellsOf(t *testing.T) {
	for link, a := range map[string]partner.Alert{
		"tenantry:incident/EX1":                            {Kind: partner.AlertHealth, Subject: "EX1"},
		"tenantry:customer/" + tenant + "/health":          {Kind: partner.AlertHealth, TenantID: tenant, Next: "outage"},
		"tenantry:customer/" + tenant + "/request/2612":    {Kind: partner.AlertRequest, TenantID: tenant, Subject: "2612"},
		"tenantry:customer/" + tenant:                      {Kind: partner.AlertRenewal, TenantID: tenant, Subject: "a"},
		"tenantry:view/today":                              {Kind: partner.AlertStale},
		"tenantry:view/today?":                             {Kind: partner.AlertGone, TenantID: tenant},
		"tenantry:view/today?what no link can say":         {Kind: partner.AlertRequest, TenantID: tenant, Subject: "a/b c"},
		"tenantry:view/today?an incident without a number": {Kind: partner.AlertHealth},
	} {
		want, _, _ := strings.Cut(link, "?")
		if got := Of([]partner.Alert{a}, false).Link.String(); got != want {
			t.Errorf("%+v leads to %s, not %s", a, got, want)
		}
		if got := Of([]partner.Alert{a, a}, true).Link; got.ID != deeplink.Today {
			t.Errorf("several lead to %+v", got)
		}
	}
}
