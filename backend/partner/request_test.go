package partner_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func TestARequestIsOpenWhileSomebodyHasToAct(t *testing.T) {
	for status, want := range map[string]bool{"open": true, partner.AttentionNeeded: true, "closed": false, "none": false, "": false} {
		r := partner.ServiceRequest{Status: status}
		if r.Open() != want || r.Head().Open() != want {
			t.Errorf("%q: %v, in small %v", status, r.Open(), r.Head().Open())
		}
	}
}

func TestARequestInSmallSaysWhatListsShow(t *testing.T) {
	r := partner.ServiceRequest{ID: "1", Title: "t", Severity: "minimal", Status: "open", Product: "p", CreatedAt: morning, ModifiedAt: morning.Add(time.Hour)}
	want := partner.RequestHead{ID: "1", Title: "t", Severity: "minimal", Status: "open", Product: "p", CreatedAt: morning, ModifiedAt: morning.Add(time.Hour)}
	if d := cmp.Diff(want, r.Head()); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if r.Resource = "/ticket"; !r.Head().Azure {
		t.Error("an Azure ticket is not said to be one")
	}
}

func TestARequestsNumberCantLeadOutOfAPath(t *testing.T) {
	for number, want := range map[string]bool{"615051420000123": true, "abc-1_2": true, "1234": true, "123": false, "": false, "../..": false,
		"12/34": false, "12345 ": false, strings.Repeat("1", 64): true, strings.Repeat("1", 65): false} {
		if got := partner.IsRequestNumber(number); got != want {
			t.Errorf("%q: %v", number, got)
		}
	}
}

// listed is a request of Partner Center's list, ticket one of Azure's.
func listed(id string) partner.ServiceRequest {
	return partner.ServiceRequest{ID: id, Status: "open", CreatedAt: morning}
}

func ticket(id string) partner.ServiceRequest {
	r := listed(id)
	r.Resource = "/tickets/" + id
	return r
}

func withNotes(r partner.ServiceRequest, at time.Time) partner.ServiceRequest {
	r.Notes, r.NotesAt, r.Description = []partner.Note{{Text: "hello"}}, at, "all of it"
	return r
}

func having(list ...partner.ServiceRequest) partner.Customer {
	return partner.Customer{Requests: partner.Seen(list, morning)}
}

func wantRequests(t *testing.T, when string, c partner.Customer, want ...partner.ServiceRequest) {
	t.Helper()
	if d := cmp.Diff(want, c.Requests.Value, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(partner.ServiceRequest{}, "NamedBy")); d != "" {
		t.Errorf("%s: (-want +got)\n%s", when, d)
	}
}

func TestAListReplacesItsOwnRequestsAndLeavesTheOthers(t *testing.T) {
	noon := morning.Add(3 * time.Hour)
	c := having(listed("1"), listed("2"), ticket("8"))
	c.Absorb(partner.Reading{partner.RequestsPart.Tell(partner.Seen([]partner.ServiceRequest{listed("3"), listed("2"), listed("3")}, noon))}, noon, noon)
	wantRequests(t, "Partner Center's list", c, listed("2"), listed("3"), ticket("8"))
	if !c.Requests.AsOf.Equal(noon) {
		t.Errorf("the list is as of %s", c.Requests.AsOf)
	}
	evening := noon.Add(9 * time.Hour)
	c.Absorb(partner.Reading{partner.RequestsPart.TellFrom(partner.SourceAzure, partner.Seen([]partner.ServiceRequest{ticket("9")}, evening))}, evening, evening)
	wantRequests(t, "Azure's list", c, listed("2"), listed("3"), ticket("9"))
	if !c.Requests.AsOf.Equal(noon) {
		t.Errorf("Azure's list makes Partner Center's one of %s", c.Requests.AsOf)
	}
}

func TestAFailedReadingSaysWhoFailed(t *testing.T) {
	failed := partner.Failed[[]partner.ServiceRequest](&fault.Problem{Kind: fault.Denied})
	c := having(listed("1"))
	c.Absorb(partner.Reading{partner.RequestsPart.TellFrom(partner.SourceAzure, failed)}, morning, morning)
	if c.Requests.Problem != nil || c.Azure.Problem == nil {
		t.Errorf("Azure failed: %v of the requests, %v of Azure", c.Requests.Problem, c.Azure.Problem)
	}
	c.Absorb(partner.Reading{partner.RequestsPart.Tell(failed)}, morning, morning)
	if wantRequests(t, "after a failure", c, listed("1")); c.Requests.Problem == nil {
		t.Error("Partner Center failed, and nobody says so")
	}
}

func TestWherePartnerCenterNeverToldAnythingAzureSpeaks(t *testing.T) {
	var c partner.Customer
	c.Absorb(partner.Reading{partner.RequestsPart.TellFrom(partner.SourceAzure, partner.Seen([]partner.ServiceRequest{}, morning))}, morning, morning)
	if c.Requests.Known() {
		t.Error("no ticket is taken for no request")
	}
	c.Absorb(partner.Reading{partner.RequestsPart.TellFrom(partner.SourceAzure, partner.Seen([]partner.ServiceRequest{ticket("9")}, morning))}, morning, morning)
	if wantRequests(t, "tickets only", c, ticket("9")); !c.Requests.AsOf.Equal(morning) {
		t.Errorf("as of %s", c.Requests.AsOf)
	}
}

func TestNotesThatWereReadStayWhenAListBringsNone(t *testing.T) {
	noon := morning.Add(3 * time.Hour)
	read := withNotes(listed("1"), morning.Add(time.Hour))
	read.Product, read.Contact = "Exchange", "Avery"
	c := having(read)
	closed := listed("1")
	closed.Status = "closed"
	c.Absorb(partner.Reading{partner.RequestsPart.Tell(partner.Seen([]partner.ServiceRequest{closed}, noon))}, noon, noon)
	want := read
	want.Status = "closed"
	wantRequests(t, "after the list", c, want)
}

func TestWhatWasReadByItselfIsBetterKnownThanAnOlderList(t *testing.T) {
	asked, now := morning.Add(time.Hour), morning.Add(2*time.Hour)
	for name, c := range map[string]struct {
		read time.Time
		want bool // what was read by itself is kept as it is
	}{
		"after the list was asked for":  {asked.Add(time.Second), true},
		"now":                           {now, true},
		"before the list was asked for": {asked, false},
		"in the future":                 {now.Add(time.Second), false}, // a clock's mistake
	} {
		known, young := withNotes(listed("1"), c.read), withNotes(listed("2"), c.read)
		customer := having(known, young)
		told := listed("1")
		told.Status = "closed"
		customer.Absorb(partner.Reading{partner.RequestsPart.Tell(partner.Seen([]partner.ServiceRequest{told}, now))}, asked, now)
		want := []partner.ServiceRequest{known, young}
		if !c.want {
			known.Status = "closed"
			want = []partner.ServiceRequest{known}
		}
		wantRequests(t, name, customer, want...)
	}
}

func TestPartnerCentersListOfAllDoesNotUndoAYoungerReading(t *testing.T) {
	asked, now := morning.Add(time.Hour), morning.Add(2*time.Hour)
	for _, c := range []struct {
		read time.Time
		want string
	}{{morning, "2"}, {asked.Add(time.Minute), "1"}, {now.Add(time.Minute), "2"}} {
		customer := partner.Customer{Requests: partner.Seen([]partner.ServiceRequest{listed("1")}, c.read)}
		customer.TellRequests(partner.Seen([]partner.ServiceRequest{listed("2")}, now), asked, now)
		wantRequests(t, c.read.String(), customer, listed(c.want))
	}
}

func TestATicketIsTheSameByItsNumberOrItsPath(t *testing.T) {
	c := having(ticket("9"))
	again := ticket("9")
	again.Resource, again.Status = strings.ToUpper(again.Resource), "closed"
	again.ID = ""
	c.KeepRequest(again)
	again.ID = "9"
	wantRequests(t, "by its path", c, again)
	c = having(ticket("9"))
	c.KeepRequest(withNotes(listed("9"), morning))
	wantRequests(t, "by its number", c, withNotes(ticket("9"), morning))
	c = having(listed(""))
	c.KeepRequest(listed(""))
	wantRequests(t, "nothing tells that they are the same", c, listed(""), listed(""))
}

func TestARequestReadByItselfIsAddedAndWhatItLacksStays(t *testing.T) {
	var never partner.Customer
	if never.KeepRequest(listed("1")); never.Requests.Known() || never.Requests.Value != nil {
		t.Error("one request is taken for the list")
	}
	old := withNotes(listed("1"), morning)
	old.Product = "Exchange"
	c := having(old)
	before := c.Requests.Value
	bare := listed("1")
	bare.Status = "closed"
	c.KeepRequest(bare)
	want := old
	want.Status = "closed"
	wantRequests(t, "known", c, want)
	c.KeepRequest(ticket("9"))
	c.KeepRequest(listed("0"))
	wantRequests(t, "added", c, listed("0"), want, ticket("9"))
	if before[0].Status != "open" {
		t.Error("what somebody else holds was changed")
	}
}

// Field by field: what a reading or a list leaves out is what was known before, and what it says counts.
func TestNothingThatIsKnownOfARequestIsBlanked(t *testing.T) {
	full := partner.ServiceRequest{ID: "1", Title: "Mail", Severity: "critical", Status: "closed", Product: "Exchange", Contact: "Ada",
		CreatedAt: morning, ModifiedAt: morning, ClosedAt: morning, Notes: []partner.Note{{Text: "Hi"}}, NotesAt: morning, Description: "Late", Resource: "/r", NamedBy: partner.ListOfAll, NotesIncomplete: true}
	noon := morning.Add(3 * time.Hour)
	other := partner.ServiceRequest{ID: "2", Title: "M", Severity: "minimal", Status: "open", Product: "Teams", Contact: "Bo",
		CreatedAt: noon, ModifiedAt: noon, ClosedAt: noon, NotesAt: noon, Description: "L", Resource: "/s", NamedBy: partner.ListOfAll | partner.ListOfCustomer, NotesIncomplete: true}
	for i := range reflect.TypeFor[partner.ServiceRequest]().NumField() {
		if v := reflect.ValueOf(other).Field(i); v.IsZero() && reflect.TypeFor[partner.ServiceRequest]().Field(i).Name != "Notes" {
			t.Errorf("field %d is not tried", i)
		}
	}
	if d := cmp.Diff(full, partner.ServiceRequest{}.Over(full)); d != "" {
		t.Errorf("of an empty reading: %s", d)
	}
	if d := cmp.Diff(full, partner.ServiceRequest{Severity: "unknown", Status: "none"}.Over(full)); d != "" {
		t.Errorf("of a reading that knows nothing: %s", d)
	}
	if d := cmp.Diff(other, other.Over(full)); d != "" {
		t.Errorf("of a full reading: %s", d)
	}
	if open := (partner.ServiceRequest{Status: "open"}).Over(full); !open.ClosedAt.IsZero() {
		t.Error("an open request was closed at some time")
	}
}

func TestRequestsStandInOneOrderWhoeverTellsThem(t *testing.T) {
	young := listed("3")
	young.CreatedAt = morning.Add(time.Minute)
	c := having()
	for _, r := range []partner.ServiceRequest{ticket("8"), listed("2"), young, listed("1")} {
		c.KeepRequest(r)
	}
	wantRequests(t, "in order", c, young, listed("1"), listed("2"), ticket("8"))
}

func TestRequestsAreAsOldAsTheOlderOfTheirTwoLists(t *testing.T) {
	noon := morning.Add(3 * time.Hour)
	azure := func(at time.Time) partner.Observed[[]partner.AzureSubscription] {
		return partner.Observed[[]partner.AzureSubscription]{AsOf: at}
	}
	for name, c := range map[string]struct {
		list  []partner.ServiceRequest
		azure time.Time
		want  time.Time
	}{
		"no ticket of Azure's":       {[]partner.ServiceRequest{listed("1")}, morning, noon},
		"older tickets":              {[]partner.ServiceRequest{listed("1"), ticket("9")}, morning, morning},
		"younger tickets":            {[]partner.ServiceRequest{ticket("9")}, noon.Add(time.Hour), noon},
		"Azure was never read since": {[]partner.ServiceRequest{ticket("9")}, time.Time{}, noon},
	} {
		customer := partner.Customer{Requests: partner.Seen(c.list, noon), Azure: azure(c.azure)}
		if got := customer.RequestsAsOf(); !got.Equal(c.want) {
			t.Errorf("%s: %s", name, got)
		}
	}
}
