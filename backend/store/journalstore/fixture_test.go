package journalstore_test

import (
	"maps"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/partner"
	"tenantry/backend/store/storetest"
)

// yesterday is what the fixtures hold.
var yesterday = map[partner.TenantID]partner.Marks{
	storetest.ID(1): {Tags: []string{"vip", "école"}, Aliases: []string{"the bakery"}, Favourite: true},
	storetest.ID(2): {Favourite: true},
}

// yesterdaysMails are the marks of the fixture since which a customer may have addresses of the user's.
var yesterdaysMails = map[partner.TenantID]partner.Marks{storetest.ID(1): {Mails: []string{"it@contoso.com", "ops@contoso.com"}}}

// marked are the marks that a fixture holds.
func marked(fixture string) map[partner.TenantID]partner.Marks {
	if filepath.Base(fixture) == "journal-2-mails.zip" {
		return yesterdaysMails
	}
	return yesterday
}

// yesterdaysOutbox is what the fixtures hold of what is outgoing. Before there was an outbox: nothing; the
// last one has problems that name their sentence.
var yesterdaysOutbox = map[string][]partner.Outgoing{"journal-1-outbox.zip": {
	{ID: "TNT-7F3K2M", Tenant: storetest.ID(1), Partner: "partner", Channel: partner.ByAzure, State: partner.Blocked,
		Draft: partner.Draft{Title: "Mails stay in the queue", Description: "Since 8 h", Severity: partner.Critical, Product: "Exchange",
			Contact: "Ada Øst", ContactMail: "ada@odegard1.no", ContactPhone: "+47 22 00 00 00", AffectedUsers: "12", StepsTried: "restart",
			IncidentID: "EX1", Language: "fr", Subscription: "sub", Service: "service", Classification: "class", ServiceName: "Service",
			ClassificationName: "Class"},
		CreatedAt: storetest.Day, UpdatedAt: storetest.Day.Add(time.Hour), Place: 3, Key: "key", Attempts: 2, Reads: 1,
		NextTry: storetest.Day.Add(2 * time.Hour), Problem: denied, Customer: "Ødegård & Søn 1",
		History: []partner.OutStep{{At: storetest.Day, Event: partner.WasQueued, State: partner.Queued},
			{At: storetest.Day.Add(time.Hour), Event: partner.WasHeld, State: partner.Blocked, Problem: denied}}},
	{ID: "TNT-8G4N3P", Tenant: storetest.ID(2), Channel: partner.ByNote, State: partner.Sent, RequestID: "616122292874576",
		RequestTitle: "Title", RequestResource: "/subscriptions/s/t", Note: "Works again.\nThanks", CreatedAt: storetest.Day,
		UpdatedAt: storetest.Day, Baseline: 1, Attempts: 1, Number: "1", Resource: "/r", SentAt: storetest.Day.Add(time.Minute)},
}, "journal-1-said.zip": {
	{ID: "TNT-9H5P4Q", Tenant: storetest.ID(1), Channel: partner.ByPortal, State: partner.Blocked, CreatedAt: storetest.Day, UpdatedAt: storetest.Day,
		Problem: failed, History: []partner.OutStep{{At: storetest.Day, Event: partner.WasHeld, State: partner.Blocked, Problem: failed}}},
}, "journal-1-refused.zip": {
	{ID: "TNT-5J6R7S", Tenant: storetest.ID(1), Channel: partner.ByAzure, State: partner.Blocked, CreatedAt: storetest.Day, UpdatedAt: storetest.Day,
		Problem: challenged},
}, "journal-1-changes.zip": {
	{ID: "TNT-2C3D4E", Tenant: storetest.ID(1), Channel: partner.ByChange, State: partner.Queued, RequestID: "616122292874576", RequestTitle: "Title",
		CreatedAt: storetest.Day, UpdatedAt: storetest.Day, Place: 1, ToStatus: "closed", ToSeverity: "critical"},
	{ID: "TNT-3D4E5F", Tenant: storetest.ID(1), Channel: partner.ByPortal, State: partner.Sent, CreatedAt: storetest.Day, UpdatedAt: storetest.Day,
		SentAt: storetest.Day, Number: "616122292874577", Unseen: true},
}, "journal-2.zip": {
	{ID: "TNT-4E5F6G", Tenant: storetest.ID(1), Channel: partner.ByAzure, State: partner.Blocked, CreatedAt: storetest.Day, UpdatedAt: storetest.Day,
		Problem: failed.OfOwnSide()},
}}

// challenged is a problem that one customer's tenant made, with what the next sign-in there must prove.
var challenged = &fault.Problem{Kind: fault.SignIn, Message: "more proof is needed", Remedy: fault.StepUp, Code: "AADSTS50076", At: storetest.Day,
	Tenant: string(storetest.ID(1)), Claims: `{"access_token":{"acrs":{"value":"c1"}}}`}

// failed is a problem with every field.
var failed = &fault.Problem{Kind: fault.Upstream, Message: "the service failed: no", Remedy: fault.ReportUpstream, Code: "500", RequestID: "r1",
	At: storetest.Day, Said: message.Message{Key: "service_failed", Params: map[string]string{"service": "Microsoft Graph"},
		Parts: map[string][]message.Message{"why": {{Key: "no"}}}}}

var denied = &fault.Problem{Kind: fault.Denied, Message: "no", Remedy: fault.AssignRole, Code: "403", RequestID: "r", At: storetest.Day}

func TestYesterdaysJournalOpensToday(t *testing.T) {
	if strings.HasPrefix(*storetest.WriteFixture, "journal-") {
		makeFixture(t, filepath.Join("testdata", *storetest.WriteFixture))
	}
	kept := []any{yesterday, yesterdaysMails}
	for _, o := range yesterdaysOutbox {
		kept = append(kept, o)
	}
	if missing := storetest.Unset(kept...); len(missing) > 0 {
		t.Errorf("no frozen file holds %v: write one with -write-fixture, under a new name, and keep the others", missing)
	}
	fixtures, err := filepath.Glob("testdata/journal-*.zip")
	if err != nil || len(fixtures) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, f := range fixtures {
		t.Run(filepath.Base(f), func(t *testing.T) {
			dir := t.TempDir()
			storetest.Unzip(t, f, dir)
			j := openJournal(t, dir)
			if d := cmp.Diff(marked(f), maps.Collect(j.Marks())); d != "" {
				t.Error(d)
			}
			var language string
			if found, err := j.Settings().Get("language", &language); !found || err != nil || language != "fr" {
				t.Errorf("language: %q, %v, %v", language, found, err)
			}
			if d := cmp.Diff(yesterdaysOutbox[filepath.Base(f)], outgoing(t, j)); d != "" {
				t.Error(d)
			}
			if err := j.Outbox().Put(storetest.Outgoing("TNT-NEW")); err != nil {
				t.Errorf("nothing can be sent: %v", err)
			}
			if err := j.SetMarks(map[partner.TenantID]partner.Marks{storetest.ID(3): {Favourite: true}}); err != nil {
				t.Errorf("it can't be written: %v", err)
			}
		})
	}
}

func makeFixture(t *testing.T, path string) {
	dir := t.TempDir()
	j := openJournal(t, dir)
	for id, m := range marked(path) {
		if err := j.SetMarks(map[partner.TenantID]partner.Marks{id: m}); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Settings().Put("language", "fr"); err != nil {
		t.Fatal(err)
	}
	if err := j.Rekey(key); err != nil { // a log that begins with values
		t.Fatal(err)
	}
	for _, o := range yesterdaysOutbox[filepath.Base(path)] {
		if err := j.Outbox().Put(o); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	storetest.Pack(t, dir, path)
}
