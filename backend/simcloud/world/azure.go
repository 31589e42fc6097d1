package world

import "slices"

// AzureSubscription is an Azure subscription that a customer has.
type AzureSubscription struct {
	ID       string
	Customer int
	Name     string
	State    string // Enabled, Warned, Disabled
	Plan     string // of support: Premier, Unified, Professional Direct; or one that does not pay for the interface
}

// Premier is the support plan with the shortest promises.
const Premier = "Premier"

// Plans of support, those first under which tickets can be opened through an interface.
var paidPlans, otherPlans = []string{Premier, Premier, "Unified", "Professional Direct"}, []string{"Free", "Developer", "Standard"}

// Paid says whether the plan lets programs open tickets.
func (s AzureSubscription) Paid() bool { return slices.Contains(paidPlans, s.Plan) }

// maxAzure is the most Azure subscriptions that one customer has.
const maxAzure = 2

var azureNames = [][maxAzure]string{{"Azure plan", "Azure plan - Dev/Test"}, {"Pay-As-You-Go", "Production"}, {"Production", "Test and development"},
	{"Azure plan", "Production"}}

// AzureSubscriptions lists customer i's; about 45 customers in a hundred have one or two.
func (w *World) AzureSubscriptions(i int) []AzureSubscription {
	if !w.chance(forAzure, i, 0, 450) {
		return nil
	}
	out := []AzureSubscription{w.azureSubscription(i, 0)}
	if w.chance(forAzure, i, 1, 350) {
		out = append(out, w.azureSubscription(i, 1))
	}
	return out
}

func (w *World) azureSubscription(i, k int) AzureSubscription {
	s := AzureSubscription{ID: w.guid(forAzureID, i*maxAzure+k), Customer: i, Name: choose(w.dice, forAzure, i, 2, azureNames)[k], State: "Enabled"}
	switch r := w.pick(forAzure, i, 3+k, 100); {
	case r < 8:
		s.State = "Disabled"
	case r < 12:
		s.State = "Warned"
	}
	s.Plan = choose(w.dice, forAzure, i, 5+k, paidPlans)
	if w.chance(forAzure, i, 7+k, w.Scenario.NoPlan) {
		s.Plan = choose(w.dice, forAzure, i, 5+k, otherPlans)
	}
	return s
}

// AzureSubscription finds one by its id, in any case.
func (w *World) AzureSubscription(id string) (AzureSubscription, bool) {
	n, ok := w.unguid(forAzureID, id)
	if !ok || n/maxAzure >= w.Len() {
		return AzureSubscription{}, false
	}
	of := w.AzureSubscriptions(n / maxAzure)
	if n%maxAzure >= len(of) {
		return AzureSubscription{}, false
	}
	return of[n%maxAzure], true
}
