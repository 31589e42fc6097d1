package storetest

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// Cache runs the suite. Each call of open yields a new, empty cache; the suite closes it.
func Cache(t *testing.T, open func(t testing.TB) store.Cache) {
	for _, promise := range []struct {
		says string
		test func(*testing.T, store.Cache)
	}{
		{"what was saved is loaded", savedIsLoaded},
		{"a customer that was never saved is missing", neverSavedIsMissing},
		{"an unchanged value is not written again", unchanged},
		{"a value that is no longer known is removed", unknownIsRemoved},
		{"known and empty is not the same as unknown", emptyIsNotUnknown},
		{"summaries come in the order of ids", summaries},
		{"who reads summaries may write and may leave", readersMayWrite},
		{"a dropped customer leaves nothing", droppedLeavesNothing},
		{"a context takes its own customer only", ownCustomerOnly},
		{"a context sees and changes its own customer only", isolation},
		{"what was handed in or out may be changed", copies},
		{"saves at the same time leave one whole customer", together},
		{"a report of several megabytes is kept", bigReport},
		{"wiping removes everything", wiping},
		{"values", func(t *testing.T, c store.Cache) { settings(t, c.Values()) }},
		{"a picture goes with the first change of a customer", pictureGoes},
		{"summaries say the same with and without a list", listFollows},
		{"a closed store says so", closedCache},
	} {
		t.Run(promise.says, func(t *testing.T) {
			c := open(t)
			t.Cleanup(func() { _ = c.Close() }) // it may be closed already
			promise.test(t, c)
		})
	}
}

func savedIsLoaded(t *testing.T, c store.Cache) {
	want := Customer(7)
	for _, p := range partner.Parts() {
		if f := p.Freshness(&want); f.AsOf.IsZero() && f.Problem == nil {
			t.Errorf("the sample says nothing of the part %s: whether it is kept is not tested", p.Name())
		}
	}
	mustSave(t, c, want)
	same(t, want, mustLoad(t, c, want.ID))
}

func neverSavedIsMissing(t *testing.T, c store.Cache) {
	if _, err := c.Context(ID(1)).Load(); fault.KindOf(err) != fault.Missing {
		t.Fatalf("Load: %v, want a fault of kind missing", err)
	}
}

func unknownIsRemoved(t *testing.T, c store.Cache) {
	old := Customer(1)
	mustSave(t, c, old)
	old.Details = partner.Observed[partner.Details]{}
	mustSave(t, c, old)
	same(t, old, mustLoad(t, c, old.ID))
}

func emptyIsNotUnknown(t *testing.T, c store.Cache) {
	known, unknown := Customer(1), Customer(2)
	unknown.Requests = partner.Observed[[]partner.ServiceRequest]{}
	mustSave(t, c, known)
	mustSave(t, c, unknown)
	if got := mustLoad(t, c, known.ID).Requests; !got.Known() || got.Value == nil {
		t.Errorf("an empty list of requests came back as %#v", got)
	}
	if got := mustLoad(t, c, unknown.ID).Requests; got.Known() {
		t.Errorf("unknown requests came back as %#v", got)
	}
}

func readersMayWrite(t *testing.T, c store.Cache) {
	for n := range 5 {
		mustSave(t, c, Customer(n))
	}
	seen := 0
	for s, err := range c.Summaries() {
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Context(s.ID).Drop(); err != nil {
			t.Fatal(err)
		}
		if seen++; seen == 3 {
			break
		}
	}
	if left := ids(t, c); !slices.Equal(left, []partner.TenantID{ID(3), ID(4)}) {
		t.Errorf("left are %v", left)
	}
}

func droppedLeavesNothing(t *testing.T, c store.Cache) {
	mustSave(t, c, Customer(1))
	mustSave(t, c, Customer(2))
	for range 2 { // twice is no error
		if err := c.Context(ID(1)).Drop(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.Context(ID(1)).Load(); fault.KindOf(err) != fault.Missing {
		t.Errorf("Load after Drop: %v", err)
	}
	same(t, Customer(2), mustLoad(t, c, ID(2)))
	// Nothing of the old parts shows through a new, barer customer.
	bare := partner.Customer{ID: ID(1), Name: "New"}
	mustSave(t, c, bare)
	same(t, bare, mustLoad(t, c, ID(1)))
}

func ownCustomerOnly(t *testing.T, c store.Cache) {
	if _, err := c.Context(ID(1)).Save(Customer(2)); fault.KindOf(err) != fault.Internal {
		t.Errorf("Save of another customer: %v", err)
	}
	for _, bad := range []partner.TenantID{"", "contoso", partner.TenantID(strings.ToUpper("abcdef00-0000-4000-8000-000000000000"))} {
		if _, err := c.Context(bad).Save(partner.Customer{ID: bad}); fault.KindOf(err) != fault.Internal {
			t.Errorf("Save under the id %q: %v", bad, err)
		}
	}
	if got := ids(t, c); len(got) != 0 {
		t.Errorf("kept are %v", got)
	}
}

func copies(t *testing.T, c store.Cache) {
	in := Customer(1)
	mustSave(t, c, in)
	in.Subscriptions.Value[0].Name, in.Sources[0] = "changed", "changed"
	out := mustLoad(t, c, ID(1))
	out.Delegations.Value[0].Roles[0] = "changed"
	same(t, Customer(1), mustLoad(t, c, ID(1)))
}

func bigReport(t *testing.T, c store.Cache) {
	big := Customer(1)
	big.Health.Value.Services[0].Issues[0].Posts[0].HTML = strings.Repeat("<p>long</p>", 300_000)
	mustSave(t, c, big)
	same(t, big, mustLoad(t, c, big.ID))
}

func wiping(t *testing.T, c store.Cache) {
	mustSave(t, c, Customer(1))
	if err := c.Values().Put("k", 1); err != nil {
		t.Fatal(err)
	}
	if err := c.Wipe(); err != nil {
		t.Fatal(err)
	}
	var n int
	if found, err := c.Values().Get("k", &n); found || err != nil {
		t.Errorf("the value is still there: %v, %v", found, err)
	}
	if got := ids(t, c); len(got) != 0 {
		t.Errorf("left are %v", got)
	}
	mustSave(t, c, Customer(3))
	same(t, Customer(3), mustLoad(t, c, ID(3)))
}

func closedCache(t *testing.T, c store.Cache) {
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Context(ID(1)).Save(Customer(1)); fault.KindOf(err) != fault.Internal {
		t.Errorf("Save after Close: %v", err)
	}
	if _, err := c.Context(ID(1)).Load(); fault.KindOf(err) != fault.Internal {
		t.Errorf("Load after Close: %v", err)
	}
}

func unchanged(t *testing.T, c store.Cache) {
	v := Customer(1)
	want := 1 // the summary
	for _, p := range partner.Parts() {
		if p.Value(&v) != nil {
			want++
		}
	}
	if n := mustSave(t, c, v); n != want {
		t.Errorf("the first save wrote %d values, want %d", n, want)
	}
	if n := mustSave(t, c, v); n != 0 {
		t.Errorf("the same again wrote %d values, want 0", n)
	}
	v.Health = partner.Seen(Health(1), Day.Add(time.Hour))
	if n := mustSave(t, c, v); n != 1 {
		t.Errorf("the same report an hour later wrote %d values, want the summary alone", n)
	}
	v.Health.Problem = &fault.Problem{Kind: fault.Offline, At: Day}
	if n := mustSave(t, c, v); n != 1 {
		t.Errorf("a problem wrote %d values, want the summary alone", n)
	}
	v.Health.Value.Services[1].State = partner.Outage
	if n := mustSave(t, c, v); n != 2 {
		t.Errorf("another report wrote %d values, want 2", n)
	}
	same(t, v, mustLoad(t, c, v.ID))
}

func summaries(t *testing.T, c store.Cache) {
	const many = 1100 // more than a chunk or two
	for n := many - 1; n >= 0; n-- {
		mustSave(t, c, partner.Customer{ID: ID(n), Name: "n"})
	}
	full := Customer(many)
	mustSave(t, c, full)
	want := 0
	for s, err := range c.Summaries() {
		if err != nil {
			t.Fatal(err)
		}
		if s.ID != ID(want) {
			t.Fatalf("at place %d stands %s, want %s", want, s.ID, ID(want))
		}
		if want++; s.ID == full.ID {
			same(t, full.Summary(), s)
		}
	}
	if want != many+1 {
		t.Errorf("%d summaries, want %d", want, many+1)
	}
}

// isolation lets two contexts do what they like and compares each with a model of itself alone.
func isolation(t *testing.T, c store.Cache) {
	tenants := []int{0, 1, 255, 256, 1 << 24}
	rapid.Check(t, func(rt *rapid.T) {
		for _, n := range tenants {
			if err := c.Context(ID(n)).Drop(); err != nil {
				rt.Fatal(err)
			}
		}
		model := map[partner.TenantID]partner.Customer{}
		drawID := rapid.Custom(func(rt *rapid.T) partner.TenantID {
			return ID(rapid.SampledFrom(tenants).Draw(rt, "n"))
		})
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			id := drawID.Draw(rt, "id")
			h := c.Context(id)
			if rapid.Bool().Draw(rt, "drop") {
				if err := h.Drop(); err != nil {
					rt.Fatal(err)
				}
				delete(model, id)
			} else {
				v := partner.Customer{ID: id, Name: rapid.String().Draw(rt, "name")}
				if rapid.Bool().Draw(rt, "health") {
					v.Health = partner.Seen(Health(rapid.IntRange(0, 3).Draw(rt, "report")), Day)
				}
				if _, err := h.Save(v); err != nil {
					rt.Fatal(err)
				}
				model[id] = v
			}
			for _, n := range tenants {
				got, err := c.Context(ID(n)).Load()
				want, known := model[ID(n)]
				if known != (err == nil) || known && got.Name != want.Name {
					rt.Fatalf("customer %d: %v, %v; want %v", n, got, err, want)
				}
				if d := cmp.Diff(want.Health, got.Health, cmpopts.EquateEmpty()); d != "" {
					rt.Fatalf("customer %d: (-want +got)\n%s", n, d)
				}
			}
		}
	})
}

// together saves three versions of one customer, which differ in different parts, again and again from
// three goroutines.
func together(t *testing.T, c store.Cache) {
	versions := []partner.Customer{Customer(1), Customer(1), Customer(1)}
	for _, v := range versions { // much to encode, so that saves are likely to meet
		v.Health.Value.Services[0].Issues[0].Posts[0].Text = strings.Repeat("long ", 50_000)
	}
	versions[1].Health.Value.Services[0].Name = "Other"
	versions[2].Subscriptions.Value[0].Name = "Other"
	whole := func(got partner.Customer) bool {
		return slices.ContainsFunc(versions, func(v partner.Customer) bool { return cmp.Equal(v, got, cmpopts.EquateEmpty()) })
	}
	for range 50 {
		var wg sync.WaitGroup
		for _, v := range versions {
			wg.Go(func() {
				if _, err := c.Context(v.ID).Save(v); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if !whole(mustLoad(t, c, ID(1))) {
			t.Fatal("a mixture of two saves was kept")
		}
	}
}
