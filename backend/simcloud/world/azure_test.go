package world

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestSubscriptionIdsLeadBack(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		w := demo(t, 10_000, rapid.Uint64().Draw(r, "seed"))
		i := rapid.IntRange(0, w.Len()-1).Draw(r, "customer")
		for _, s := range w.AzureSubscriptions(i) {
			if got, ok := w.AzureSubscription(strings.ToUpper(s.ID)); !ok || got != s || got.Customer != i {
				r.Errorf("%v leads to %v, %v", s, got, ok)
			}
		}
		for _, id := range []string{w.ID(i), "", "x", w.guid(forAzureID, 2*w.Len()), w.azureSubscription(i, 1).ID} {
			if got, ok := w.AzureSubscription(id); ok && (len(w.AzureSubscriptions(i)) < 2 || got.ID != id) {
				r.Errorf("%s leads to %v", id, got)
			}
		}
	})
}

func TestAboutFortyFiveInAHundredHaveAzure(t *testing.T) {
	w, with, states, twice := demo(t, 10_000, 1), 0, map[string]int{}, 0
	for i := range w.Len() {
		list := w.AzureSubscriptions(i)
		if len(list) > 0 {
			with++
		}
		if len(list) == maxAzure {
			twice++
			if list[0].Name == list[1].Name || list[0].ID == list[1].ID {
				t.Errorf("customer %d: %v", i, list)
			}
		}
		for _, s := range list {
			states[s.State]++
		}
	}
	if with < 4_300 || with > 4_700 || twice < 1_200 || twice > 2_000 {
		t.Errorf("%d of 10,000 have a subscription, %d two", with, twice)
	}
	if states["Disabled"] < 200 || states["Disabled"] > 900 || states["Warned"] == 0 || states["Enabled"] < 4_300 {
		t.Errorf("states %v", states)
	}
}

func TestSomeSubscriptionsHaveNoPlanForPrograms(t *testing.T) {
	count := func(scenario string) (unpaid, all int) {
		s, ok := ScenarioNamed(scenario)
		if !ok {
			t.Fatal("no scenario")
		}
		s.Customers = 2_000
		w := New(s, 1, time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC))
		for i := range w.Len() {
			for _, sub := range w.AzureSubscriptions(i) {
				if all++; !sub.Paid() {
					unpaid++
				}
			}
		}
		return unpaid, all
	}
	if unpaid, all := count("demo"); unpaid*1000/all < 80 || unpaid*1000/all > 160 {
		t.Errorf("demo: %d of %d", unpaid, all)
	}
	if unpaid, all := count("quiet"); unpaid != 0 || all == 0 {
		t.Errorf("quiet: %d of %d", unpaid, all)
	}
}
