package app

import (
	"slices"
	"strings"
	"testing"

	"tenantry/app/contract"
	"tenantry/backend/fault"
)

// All keys of a question are the rows that it would show one window after the other, in their order.
func TestTheKeysAreTheRowsOfTheQuestion(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
		for _, q := range []contract.CustomerQuery{{}, {Sort: "name", Desc: true}, {Attention: true}, {Text: "a"}, {Text: "a", Sort: "domain"}, {Without: true}, {Text: "nobody is called so", Limit: 1}} {
			want := contract.Each(rows(t, a, q), func(r contract.CustomerRow) string { return r.TenantID })
			q.Offset, q.Limit = 3, 1 // of a window; the keys are those of all
			got, err := a.Customers.Keys(q)
			if q.Text == "nobody is called so" {
				want = []string{}
			}
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%+v: %v, want %v (%v)", q, got, want, err)
			}
		}
		if _, err := a.Customers.Keys(contract.CustomerQuery{Sort: "shoe size"}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%v", err)
		}
	})
}

// What is counted of a question is what its list counts in its head, without whom a text found beside.
func TestTheCountIsTheOneOfTheHead(t *testing.T) {
	inOffice(t, "demo", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
		queries := []contract.CustomerQuery{{}, {Attention: true}, {Text: "a"}, {Without: true}, {Text: "a", Without: true}, {Text: "nobody is called so"}}
		counts, err := a.Customers.Count(queries)
		if err != nil || len(counts) != len(queries) {
			t.Fatalf("%v, %v", counts, err)
		}
		beside := 0
		for i, q := range queries {
			want := 0
			for _, r := range rows(t, a, q) {
				if q.Without || r.WithoutAccess == nil {
					want++
				} else {
					beside++
				}
			}
			if counts[i] != want {
				t.Errorf("%+v: %d, want %d", q, counts[i], want)
			}
		}
		if beside == 0 {
			t.Error("no text found anybody without access: this tells nothing of them")
		}
		if _, err := a.Customers.Count([]contract.CustomerQuery{{Sort: "shoe size"}}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%v", err)
		}
	})
}

// What is done to several is done in one write, says whom it changed, and is undone by the other way round at those.
func TestWhatIsDoneToSeveralIsUndoneAtThoseWhomItChanged(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		all := contract.Each(rows(t, a, contract.CustomerQuery{Sort: "name"}), func(r contract.CustomerRow) string { return r.TenantID })
		if err := a.Customers.SetTags(all[0], []string{"vip", "train"}); err != nil {
			t.Fatal(err)
		}
		some := []string{all[0], all[2], all[2], strings.ToUpper(all[1]), "00000000-0000-4000-8000-00000000dead"}
		changed, err := a.Customers.TagSeveral(some, " VIP ", true)
		if want := []string{all[2], all[1]}; err != nil || !slices.Equal(changed, want) {
			t.Fatalf("%v, want %v (%v)", changed, want, err)
		}
		tagged := func() []string {
			return contract.Each(rows(t, a, contract.CustomerQuery{Tag: "vip", Sort: "name"}), func(r contract.CustomerRow) string { return r.TenantID })
		}
		if got := tagged(); !slices.Equal(got, all[:3]) {
			t.Errorf("%v", got)
		}
		stop(t, a)
		a = o.start(t) // what was written
		defer stop(t, a)
		if got := tagged(); !slices.Equal(got, all[:3]) {
			t.Errorf("after a restart: %v", got)
		}
		if _, err := a.Customers.TagSeveral(changed, "vip", false); err != nil {
			t.Fatal(err)
		}
		got, err := a.Customers.Rows([]string{all[2], all[0], "00000000-0000-4000-8000-00000000dead"})
		if err != nil || len(got) != 2 || got[0].TenantID != all[2] || len(got[0].Tags) != 0 || !slices.Equal(got[1].Tags, []string{"vip", "train"}) {
			t.Errorf("%+v, %v", got, err)
		}
		if changed, err = a.Customers.FavourSeveral(all[:2], true); err != nil || !slices.Equal(changed, all[:2]) {
			t.Errorf("%v, %v", changed, err)
		}
		if changed, err = a.Customers.FavourSeveral(all[:3], true); err != nil || !slices.Equal(changed, all[2:3]) {
			t.Errorf("%v, %v", changed, err)
		}
	})
}

func TestATagThatIsNoneChangesNobody(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
		id := rows(t, a, contract.CustomerQuery{Limit: 1})[0].TenantID
		if changed, err := a.Customers.TagSeveral([]string{id}, "  ", true); err != nil || len(changed) != 0 {
			t.Errorf("%v, %v", changed, err)
		}
		if changed, err := a.Customers.TagSeveral([]string{id}, strings.Repeat("a", maxWord+1), true); fault.KindOf(err) != fault.Invalid || len(changed) != 0 {
			t.Errorf("%v, %v", changed, err)
		}
		if _, err := a.Customers.TagSeveral([]string{"a customer"}, "vip", true); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%v", err)
		}
	})
}
