package world

import "slices"

// Scenario is a partner's situation as data. Rates are per thousand customers.
type Scenario struct {
	Name      string `json:"name"`
	Customers int    `json:"customers"`

	NoConsent  int `json:"noConsent"`  // have not approved the app (AADSTS65001)
	Blocked    int `json:"blocked"`    // a Conditional Access policy of theirs refuses (AADSTS53003)
	Unassigned int `json:"unassigned"` // the user's group has no access assignment (AADSTS50020)
	Expired    int `json:"expired"`    // their delegation has run out
	NoRole     int `json:"noRole"`     // no role that may read service health (403)
	WantsMFA   int `json:"wantsMfa"`   // want multi-factor authentication at a sign-in there (AADSTS50076)
	OneList    int `json:"oneList"`    // named by one of the four lists only
	Troubled   int `json:"troubled"`   // touched by an issue that is open at the start
	Requests   int `json:"requests"`   // with service requests
	NoPlan     int `json:"noPlan"`     // Azure subscriptions whose support plan does not let programs open tickets

	Script string `json:"script"` // the table of scenarios/ that tells its story; empty: the usual story
	Pace   int    `json:"pace"`   // how many of the story's minutes pass in one; 0: one
}

var scenarios = []Scenario{
	{Name: "demo", Customers: 250, NoConsent: 28, Blocked: 12, Unassigned: 12, Expired: 24, NoRole: 16, WantsMFA: 8, OneList: 60, Troubled: 300, Requests: 260, NoPlan: 120},
	{Name: "small", Customers: 12, NoConsent: 90, Expired: 90, OneList: 90, Troubled: 300, Requests: 330},
	{Name: "bad-monday", Customers: 250, Requests: 260, NoPlan: 120, Script: "bad-monday"},
	{Name: "troubled", Customers: 250, NoConsent: 28, Blocked: 12, Unassigned: 12, Expired: 24, NoRole: 16, WantsMFA: 8, OneList: 60, Troubled: 860, Requests: 600, NoPlan: 120},
	{Name: "consent-mess", Customers: 120, NoConsent: 380, Blocked: 90, Unassigned: 110, Expired: 80, NoRole: 90, WantsMFA: 50, OneList: 150, Troubled: 200, Requests: 200, NoPlan: 400},
	{Name: "quiet", Customers: 120, Requests: 80},
}

// ScenarioNamed finds a scenario.
func ScenarioNamed(name string) (Scenario, bool) {
	i := slices.IndexFunc(scenarios, func(s Scenario) bool { return s.Name == name })
	if i < 0 {
		return Scenario{}, false
	}
	return scenarios[i], true
}

// ScenarioNames lists the names, the usual one first.
func ScenarioNames() []string {
	names := make([]string, len(scenarios))
	for i, s := range scenarios {
		names[i] = s.Name
	}
	return names
}
