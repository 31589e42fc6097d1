package kv

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/partner"
	"tenantry/backend/store/storetest"
)

// everyField are summaries of which every field is set in one of them at least.
func everyField() []partner.Summary {
	late := time.Date(1969, 12, 31, 23, 59, 59, 7, time.UTC)
	last := time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC)
	failed := &fault.Problem{Kind: fault.Denied, Message: "no", Remedy: fault.WaitAndRetry, Code: "AADSTS1", RequestID: "r", At: last, Tenant: "t", Claims: "{}", AtHome: true,
		Said: message.Message{Key: "network_timeout", Params: map[string]string{"host": "contoso.com"}, Parts: map[string][]message.Message{"why": {{Key: "x"}}}}}
	head := partner.IssueHead{ID: "EX1", Title: "Mail is late", Service: "Exchange", Classification: "incident", Status: "resolved", StartsAt: late, UpdatedAt: last,
		State: partner.Outage, Resolved: true, OverSince: at}
	return []partner.Summary{{
		ID: storetest.ID(1), Name: "Ødegård & Søn\x00", PrimaryDomain: "odegard.no", InitialDomain: "odegard.onmicrosoft.com", Domains: []string{"odegard.no", "b.no", "odegard.onmicrosoft.com"},
		Sources: []partner.Source{partner.SourceGDAP}, ListedAt: at, Health: partner.Degraded, OpenIssues: []partner.IssueHead{head}, LatelyOver: []partner.IssueHead{head, {}},
		OpenRequests: -1, DelegationEnds: last, UnlistedAt: late, FoundBy: "p+47\x1f22\n", Access: partner.Access{Reason: "r", Invitation: "i"}, Entry: partner.Entry{At: at, Word: "in"},
		Freshness: partner.AgesOf(map[partner.Part]partner.Freshness{partner.PartDetails: {AsOf: last}, partner.PartHealth: {AsOf: late, Problem: failed}, partner.PartAzure: {Problem: failed}}),
		Requests:  []partner.RequestHead{{ID: "1", Title: "Mail", Severity: "high", Status: "open", Product: "Exchange", CreatedAt: late, ModifiedAt: at, Azure: true}},
		Dues:      []partner.Due{{ID: "d1", Title: "Main", At: last}, {ID: "s1", Title: "Visio", At: at, Next: partner.NextEnds}},
		Bare:      []partner.Bare{{ID: "Exchange", Name: "Exchange Online", State: partner.Outage}},
		Seats:     partner.Seats{Told: true, Total: 25, Used: -1},
	}, {ID: storetest.ID(2), Sources: []partner.Source{}, Requests: []partner.RequestHead{}, OpenRequests: 1 << 40}, {ID: storetest.ID(3), Name: "odegard.no"}}
}

func TestWhatIsPackedIsReadFieldByField(t *testing.T) {
	want := everyField()
	if missing := storetest.Unset(want[0]); len(missing) > 0 {
		t.Errorf("the sample says nothing of %v: whether it is packed is not tested", missing)
	}
	got, ok := unpack(string(pack(nil, want)))
	if d := cmp.Diff(want, got); d != "" || !ok {
		t.Errorf("%v (-want +got)\n%s", ok, d)
	}
	if none, ok := unpack(string(pack(nil, nil))); none != nil || !ok {
		t.Errorf("of nobody: %v, %v", none, ok)
	}
}

// What an older program packed otherwise must not be taken for this: then its number is another.
func TestPagesThatArePackedOtherwiseHaveAnotherNumber(t *testing.T) {
	sum := sha256.Sum256(pack(nil, everyField()))
	if got, want := hex.EncodeToString(sum[:8]), "d6a99521492e641e"; pageForm != 3 || got != want {
		t.Errorf("summaries are packed otherwise, %s: raise pageForm, and write both here", got)
	}
}

// FuzzUnpack: whatever is read, it is what pack could have written, or refused.
func FuzzUnpack(f *testing.F) {
	f.Add(string(pack(nil, everyField())))
	f.Add("\x02\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")
	f.Fuzz(func(t *testing.T, in string) {
		got, ok := unpack(in)
		if !ok {
			return
		}
		again, ok := unpack(string(pack(nil, got)))
		if d := cmp.Diff(got, again); d != "" || !ok {
			t.Errorf("%v\n%s", ok, d)
		}
	})
}
