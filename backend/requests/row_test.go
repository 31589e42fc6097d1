package requests

import (
	"slices"
	"testing"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

var now = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func listed(id, status string, daysOld int) Row {
	at := now.AddDate(0, 0, -daysOld)
	return Row{Tenant: "a", Customer: "Contoso", Head: partner.RequestHead{ID: id, Title: "T" + id, Status: status, Severity: partner.Moderate, CreatedAt: at, ModifiedAt: at}}
}

func wrote(id string, s partner.OutState, c partner.Channel) partner.Outgoing {
	return partner.Outgoing{ID: id, Tenant: "a", Channel: c, State: s, UpdatedAt: now, SentAt: now, Draft: partner.Draft{Title: "W" + id}}
}

func ids(rows []Row) (out []string) {
	for _, r := range rows {
		id := r.Head.ID
		if id == "" {
			id = r.Outgoing.ID
		}
		out = append(out, id)
	}
	return out
}

func idsBy(rows []Row, by Order, desc bool) []string {
	var ordered []Row
	for _, p := range sorted(rows, by, desc, now) {
		ordered = append(ordered, rows[p.at])
	}
	return ids(ordered)
}

func TestWhatWasSentAndIsListedStandsOnce(t *testing.T) {
	sent := wrote("TNT-1", partner.Sent, partner.ByAzure)
	sent.Number = "2"
	elsewhere := sent
	elsewhere.ID, elsewhere.Tenant = "TNT-2", "b" // the same number at another customer is another request
	note := wrote("TNT-3", partner.Queued, partner.ByNote)
	rows := Join([]Row{listed("1", "open", 1), listed("2", "open", 2)}, []partner.Outgoing{sent, elsewhere, note}, func(partner.Outgoing) string { return "?" })
	if got := ids(rows); !slices.Equal(got, []string{"1", "2", "TNT-2"}) {
		t.Fatal(got)
	}
	if rows[1].Outgoing == nil || rows[1].Outgoing.ID != "TNT-1" || rows[0].Outgoing != nil {
		t.Errorf("%+v", rows)
	}
}

func TestEachRequestStandsInThePartsWhereAUserLooksForIt(t *testing.T) {
	problem := func(k fault.Kind) *fault.Problem { return &fault.Problem{Kind: k} }
	blocked := wrote("b", partner.Blocked, partner.ByAzure)
	blocked.Problem = problem(fault.Consent)
	offline := wrote("o", partner.Blocked, partner.ByAzure)
	offline.Problem = problem(fault.Offline)
	old := wrote("s", partner.Sent, partner.ByAzure)
	old.SentAt = now.AddDate(0, -2, 0)
	own := func(o partner.Outgoing) Row { return Row{Tenant: "a", Outgoing: &o} }
	for name, c := range map[string]struct {
		row  Row
		want []State
	}{
		"open at Microsoft":             {listed("1", "open", 1), []State{Open}},
		"Microsoft asks":                {listed("1", partner.AttentionNeeded, 1), []State{Open, Waiting, NeedsYou}},
		"closed":                        {listed("1", "closed", 1), []State{Closed}},
		"a word that nobody knows":      {listed("1", "escalated", 1), []State{Closed}},
		"a draft":                       {own(wrote("d", partner.Drafted, partner.ByAzure)), []State{OnTheirWay}},
		"queued for Azure":              {own(wrote("q", partner.Queued, partner.ByAzure)), []State{OnTheirWay}},
		"queued for the portal":         {own(wrote("q", partner.Queued, partner.ByPortal)), []State{NeedsYou, OnTheirWay}},
		"handed off":                    {own(wrote("h", partner.HandedOff, partner.ByPortal)), []State{NeedsYou, OnTheirWay}},
		"refused":                       {own(wrote("r", partner.Rejected, partner.ByAzure)), []State{NeedsYou, OnTheirWay}},
		"held for consent":              {own(blocked), []State{NeedsYou, OnTheirWay}},
		"held for want of a network":    {own(offline), []State{OnTheirWay}},
		"sent and not listed yet":       {own(wrote("s", partner.Sent, partner.ByAzure)), []State{Open}},
		"sent long ago and never shown": {own(old), []State{Closed}},
	} {
		var got []State
		for _, s := range States() {
			if c.row.In(s, now) {
				got = append(got, s)
			}
		}
		if !slices.Equal(got, c.want) || !c.row.In(All, now) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestWhatWaitsForUsComesFirst(t *testing.T) {
	queued := wrote("TNT-1", partner.Queued, partner.ByAzure)
	rows := []Row{listed("closed", "closed", 0), listed("older", "open", 9), listed("newer", "open", 3), listed("asks", partner.AttentionNeeded, 30),
		{Tenant: "a", Outgoing: &queued}}
	if got := idsBy(rows, ByUrgency, false); !slices.Equal(got, []string{"asks", "TNT-1", "newer", "older", "closed"}) {
		t.Error(got)
	}
	if got := idsBy(rows, ByCreated, true); got[0] != "closed" || got[len(got)-1] != "TNT-1" {
		t.Error(got)
	}
}
