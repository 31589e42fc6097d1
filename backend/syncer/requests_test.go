package syncer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/syncer"
)

type requestList = []partner.ServiceRequest

func request(id, status string) partner.ServiceRequest {
	return partner.ServiceRequest{ID: id, Title: "Request " + id, Status: status}
}

func ticket(id, status string) partner.ServiceRequest {
	r := request(id, status)
	r.Resource = "/subscriptions/s/providers/Microsoft.Support/supportTickets/" + id
	return r
}

// withNotes is a request as it is read by itself at a time.
func withNotes(r partner.ServiceRequest, at time.Time) partner.ServiceRequest {
	r.Notes, r.NotesAt, r.Description = []partner.Note{{By: "Microsoft", Text: "Hello"}}, at, "All of it"
	return r
}

// ids tells number and status of a customer's kept requests, with "+" where notes are there.
func (w *world) ids(t *testing.T, n int) (out []string) {
	t.Helper()
	for _, r := range w.load(t, id(n)).Requests.Value {
		s := strings.TrimSpace(r.ID + " " + r.Status)
		if len(r.Notes) > 0 {
			s += "+"
		}
		out = append(out, s)
	}
	return out
}

func (w *world) keeps(t *testing.T, when string, want ...string) {
	t.Helper()
	if got := w.ids(t, 0); !slices.Equal(got, want) {
		t.Errorf("%s: got %v, want %v", when, got, want)
	}
	w.agrees(t)
}

func seen(list ...partner.ServiceRequest) *partner.Observed[requestList] {
	o := partner.Seen(list, time.Now().UTC())
	return &o
}

func TestPartnerCentersListLeavesAzuresTicketsAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		w.requests = map[partner.TenantID]requestList{id(0): {request("1", "open"), request("2", "open")}}
		w.sync(t, syncer.Scope{})
		w.tickets = seen(ticket("9", "open"))
		w.sync(t, syncer.Scope{Customer: id(0)})
		w.keeps(t, "after opening the customer", "1 open", "2 open", "9 open")
		time.Sleep(time.Hour)
		w.requests = map[partner.TenantID]requestList{id(0): {request("1", "closed")}}
		w.sync(t, syncer.Scope{})
		w.keeps(t, "after a sync", "1 closed", "9 open")
		if n := w.catalog[id(0)].OpenRequests; n != 1 {
			t.Errorf("%d open requests were published", n)
		}
		asOf := w.load(t, id(0)).Requests.AsOf
		time.Sleep(time.Hour)
		w.tickets = seen(ticket("9", "closed"), ticket("8", "open"))
		w.sync(t, syncer.Scope{Customer: id(0)})
		w.keeps(t, "after opening it again", "1 closed", "8 open", "9 closed")
		if got := w.load(t, id(0)).Requests.AsOf; !got.Equal(asOf) {
			t.Error("Azure's tickets made Partner Center's list younger")
		}
		time.Sleep(time.Hour)
		w.tickets = seen()
		w.sync(t, syncer.Scope{Customer: id(0)})
		w.keeps(t, "after Azure's are gone", "1 closed")
	})
}

func TestWhenAzureFailsItsTicketsStayAndPartnerCentersAreRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		w.tickets, w.customerRequests = seen(ticket("9", "open")), seen(request("1", "open"))
		w.sync(t, syncer.Scope{})
		w.sync(t, syncer.Scope{Customer: id(0)})
		time.Sleep(time.Hour)
		for _, tickets := range []*partner.Observed[requestList]{nil, {Problem: &fault.Problem{Kind: fault.Denied}}} { // not tried, then failed
			name := map[bool]string{true: "not tried", false: "failed"}[tickets == nil]
			w.tickets, w.customerRequests = tickets, seen(request("1", "closed"))
			r := w.sync(t, syncer.Scope{Customer: id(0)})
			w.keeps(t, name, "1 closed", "9 open")
			if c := w.load(t, id(0)); of(r) != (numbers{Listed: 1, Synced: 1}) || c.Requests.Problem != nil || (c.Azure.Problem != nil) != (tickets != nil) {
				t.Errorf("%s: %+v, problem of the requests %v, of Azure %v", name, of(r), c.Requests.Problem, c.Azure.Problem)
			}
		}
	})
}

func TestAzuresTicketsAreKeptWherePartnerCenterHasNoList(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		w.reqErr = fault.New(fault.Denied, "indirect resellers have none")
		w.tickets = seen()
		w.sync(t, syncer.Scope{})
		w.sync(t, syncer.Scope{Customer: id(0)})
		if s := w.catalog[id(0)]; s.OpenRequests != -1 {
			t.Errorf("without a ticket, %d open requests are known", s.OpenRequests)
		}
		w.tickets = seen(ticket("9", "open"))
		w.sync(t, syncer.Scope{Customer: id(0)})
		w.sync(t, syncer.Scope{Full: true})
		w.keeps(t, "after a sync", "9 open")
	})
}

func TestWhatWasReadOfARequestStaysWithItsAge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		w.requests = map[partner.TenantID]requestList{id(0): {request("1", "open"), request("2", "open")}}
		w.sync(t, syncer.Scope{})
		time.Sleep(time.Minute)
		read := withNotes(request("1", partner.AttentionNeeded), time.Now().UTC())
		if err := w.engine.KeepRequest(id(0), read); err != nil {
			t.Fatal(err)
		}
		w.keeps(t, "kept", "1 attention_needed+", "2 open")
		if h := w.catalog[id(0)].Requests; len(h) != 2 || h[0].Status != partner.AttentionNeeded {
			t.Errorf("published: %+v", h)
		}
		for _, hours := range []int{1, 2} {
			time.Sleep(time.Duration(hours) * time.Hour)
			changed := request("1", "open")
			changed.ModifiedAt = time.Now().UTC()
			w.requests = map[partner.TenantID]requestList{id(0): {request("2", "open"), changed}}
			w.customerRequests = seen(request("2", "open"), changed)
			w.sync(t, syncer.Scope{Full: true})
			w.keeps(t, "after a sync", "1 open+", "2 open")
			w.sync(t, syncer.Scope{Customer: id(0)})
			w.keeps(t, "after opening", "1 open+", "2 open")
		}
		r := w.load(t, id(0)).Requests.Value[0]
		if !r.NotesAt.Equal(read.NotesAt) || r.Description != "All of it" {
			t.Errorf("%+v", r)
		}
		again := withNotes(request("1", "closed"), time.Now().UTC())
		again.Notes = nil
		if err := w.engine.KeepRequest(id(0), again); err != nil {
			t.Fatal(err)
		}
		w.keeps(t, "read again without notes", "1 closed", "2 open")
	})
}

// A list that was asked for before a request was read, or made, must not undo that.
func TestAListOlderThanWhatWasReadDoesNotOverwriteIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		w.requests = map[partner.TenantID]requestList{id(0): {request("1", "open"), request("2", "open")}}
		w.sync(t, syncer.Scope{})
		time.Sleep(time.Hour)
		keep := func(r partner.ServiceRequest) {
			if err := w.engine.KeepRequest(id(0), withNotes(r, time.Now().UTC())); err != nil {
				t.Error(err)
			}
		}
		w.requests = map[partner.TenantID]requestList{id(0): {request("1", "open"), request("2", "closed")}}
		w.listHook = func() {
			time.Sleep(time.Second)
			keep(request("1", "closed"))
			keep(request("3", "open"))
			keep(ticket("9", "open"))
			time.Sleep(time.Second)
		}
		w.sync(t, syncer.Scope{Full: true})
		w.keeps(t, "after the sync that was under way", "1 closed+", "2 closed", "3 open+", "9 open+")
		w.listHook = nil
		time.Sleep(time.Second)
		w.sync(t, syncer.Scope{Full: true})
		w.keeps(t, "after the next", "1 open+", "2 closed", "9 open+")
	})
}

func TestARefreshDuringASyncIsNotUndoneByIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		w.requests = map[partner.TenantID]requestList{id(0): {request("1", "open")}}
		once := false
		w.readHook = func(partner.TenantID) {
			if once {
				return
			}
			once = true
			time.Sleep(time.Minute)
			w.customerRequests = seen(request("1", "closed"))
			if err := w.engine.Refresh(t.Context(), id(0)); err != nil {
				t.Error(err)
			}
		}
		w.sync(t, syncer.Scope{})
		w.keeps(t, "after both", "1 closed")
		time.Sleep(time.Hour)
		w.sync(t, syncer.Scope{})
		w.keeps(t, "after the next sync", "1 open")
	})
}

// A clock that was wrong by years must not freeze the list.
func TestATimeInTheFutureKeepsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		w.sync(t, syncer.Scope{})
		later := time.Now().AddDate(3, 0, 0)
		kept := w.load(t, id(0))
		kept.Requests = partner.Seen(requestList{withNotes(request("1", "open"), later), withNotes(request("2", "open"), later)}, later)
		if _, err := w.cache.Context(id(0)).Save(kept); err != nil {
			t.Fatal(err)
		}
		w.requests = map[partner.TenantID]requestList{id(0): {request("1", "closed")}}
		w.sync(t, syncer.Scope{Full: true})
		w.keeps(t, "after a sync", "1 closed+")
	})
}

func TestARequestOfNobodyIsNotKept(t *testing.T) {
	w := newWorld(1)
	if err := w.engine.KeepRequest(id(0), request("1", "open")); fault.KindOf(err) != fault.Missing || w.has(id(0)) {
		t.Errorf("%v", err)
	}
}

func TestOneRequestIsNoListWhereTheListWasNeverRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		w.reqErr = fault.New(fault.Missing, "no list")
		w.sync(t, syncer.Scope{})
		if err := w.engine.KeepRequest(id(0), ticket("9", "open")); err != nil {
			t.Fatal(err)
		}
		kept, err := w.cache.Context(id(0)).Load()
		if err != nil || kept.Requests.Known() || kept.Summary().OpenRequests != -1 {
			t.Errorf("the list counts as known: %+v, %v", kept.Requests, err)
		}
	})
}

func TestAnUnchangedListIsNotWrittenAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		w.requests = map[partner.TenantID]requestList{id(0): {request("1", "open"), request("2", "open")}}
		w.sync(t, syncer.Scope{})
		time.Sleep(time.Second)
		if err := w.engine.KeepRequest(id(0), withNotes(request("2", "open"), time.Now().UTC())); err != nil {
			t.Fatal(err)
		}
		w.tickets = seen(ticket("9", "open"))
		w.sync(t, syncer.Scope{Customer: id(0)})
		time.Sleep(time.Minute)
		clear(w.catalog)
		w.requests = map[partner.TenantID]requestList{id(0): {request("2", "open"), request("1", "open")}} // in another order
		if _, err := w.engine.SyncNow(t.Context(), syncer.Scope{}); err != nil || len(w.catalog) != 0 {
			t.Errorf("%v; published again: %v", err, w.catalog)
		}
	})
}

// Whatever comes in whatever order: what the newest of the lists names is kept, as its newest list tells it, each
// ticket once, and notes that were read stay.
func TestNoReadingTakesWhatItDoesNotSpeakOf(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) { // in no bubble: rapid looks at the test's deadline
		r := &readings{world: newWorld(1), want: map[string]string{}, named: map[string]partner.RequestLists{}, notes: map[string]bool{}}
		r.latency = 0
		r.syncs(rt, syncer.Scope{})
		for range rapid.IntRange(1, 8).Draw(rt, "steps") {
			switch rapid.IntRange(0, 3).Draw(rt, "step") {
			case 0:
				r.listsAll(rt)
			case 1:
				r.fails(rt)
			case 2:
				r.readsTheCustomer(rt)
			default:
				r.readsOne(rt)
			}
		}
		r.keepsWhatItShould(t, rt)
	})
}

// readings are what a customer's requests are read by, and what must be kept after them.
type readings struct {
	*world
	want  map[string]string // number → status
	named map[string]partner.RequestLists
	notes map[string]bool
}

// Numbers from here on come from Partner Center, and from Azure.
const (
	listedFrom = 10
	ticketFrom = 20
)

// draw makes a list of up to four, which replaces what was wanted of it: what no other list names is gone.
func (r *readings) draw(rt *rapid.T, by partner.RequestLists, make func(id, status string) partner.ServiceRequest, from int) (list requestList) {
	for n := range 4 {
		number := fmt.Sprint(from + n)
		if rapid.Bool().Draw(rt, "named") {
			one := make(number, rapid.SampledFrom([]string{"open", "closed"}).Draw(rt, "status"))
			list, r.want[number], r.named[number] = append(list, one), one.Status, r.named[number]|by
		} else if r.named[number] &^= by; r.named[number] == 0 {
			delete(r.want, number)
		}
	}
	return list
}

func (r *readings) listsAll(rt *rapid.T) {
	r.requests, r.reqErr = map[partner.TenantID]requestList{id(0): r.draw(rt, partner.ListOfAll, request, listedFrom)}, nil
	r.syncs(rt, syncer.Scope{Full: true})
}

func (r *readings) fails(rt *rapid.T) {
	r.reqErr = rapid.SampledFrom([]error{fault.New(fault.Upstream, "500"), fault.New(fault.Denied, "403")}).Draw(rt, "error")
	r.syncs(rt, syncer.Scope{Full: true})
}

func (r *readings) readsTheCustomer(rt *rapid.T) {
	r.tickets, r.customerRequests = nil, nil
	if rapid.Bool().Draw(rt, "azure") {
		r.tickets = seen(r.draw(rt, 0, ticket, ticketFrom)...)
	}
	if rapid.Bool().Draw(rt, "partner center") {
		r.customerRequests = seen(r.draw(rt, partner.ListOfCustomer, request, listedFrom)...)
	}
	r.syncs(rt, syncer.Scope{Customer: id(0)})
}

// readsOne reads one by itself, as old as the test's beginning, so that any list is younger.
func (r *readings) readsOne(rt *rapid.T) {
	make, n := request, rapid.SampledFrom([]int{listedFrom, listedFrom + 1, ticketFrom, ticketFrom + 1}).Draw(rt, "number")
	if n >= ticketFrom {
		make = ticket
	}
	one := withNotes(make(fmt.Sprint(n), "open"), time.Unix(1, 0).UTC())
	if err := r.engine.KeepRequest(id(0), one); err != nil {
		rt.Fatal(err)
	}
	r.want[one.ID], r.notes[one.ID] = "open", true
}

func (r *readings) syncs(rt *rapid.T, scope syncer.Scope) {
	if _, err := r.engine.SyncNow(rt.Context(), scope); err != nil {
		rt.Fatal(err)
	}
	for id := range r.notes { // notes go with their request
		if r.want[id] == "" {
			delete(r.notes, id)
		}
	}
}

func (r *readings) keepsWhatItShould(t *testing.T, rt *rapid.T) {
	got, gotNotes := map[string]string{}, map[string]bool{}
	for _, one := range r.load(t, id(0)).Requests.Value {
		if got[one.ID] != "" {
			rt.Fatalf("%s is there twice", one.ID)
		}
		got[one.ID] = one.Status
		if len(one.Notes) > 0 {
			gotNotes[one.ID] = true
		}
	}
	if d := cmp.Diff(r.want, got, cmpopts.EquateEmpty()); d != "" {
		rt.Fatalf("requests (-want +got):\n%s", d)
	}
	if d := cmp.Diff(r.notes, gotNotes, cmpopts.EquateEmpty()); d != "" {
		rt.Fatalf("notes (-want +got):\n%s", d)
	}
}
