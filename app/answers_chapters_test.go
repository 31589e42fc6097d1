package app_test

import (
	"slices"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/simcloud"
)

func (s *story) firstStart() {
	a := s.app
	s.keep("session", "signedOut", a.Session.Status())
	s.keep("sync", "never", a.Sync.Status())
	s.says("settings", "defaults")(a.Settings.Load())
	s.says("customers", "none")(a.Customers.List(contract.CustomerQuery{Limit: 300}))
	s.says("customers", "overviewOfNone")(a.Customers.Overview())
	s.says("health", "incidentListNeverRead")(a.Health.IncidentList(contract.IncidentQuery{}))
	s.says("requests", "neverRead")(a.Requests.List(contract.RequestQuery{Limit: 300}))
	s.refuses("notSignedIn")(nil, a.Sync.Start(false))
	at := s.cloud.Endpoints()
	s.refuses("signInIncomplete")(nil, a.Session.SignIn(contract.SignInRequest{}))
	s.must(a.Session.SignIn(contract.SignInRequest{ClientID: simcloud.ClientID, Tenant: simcloud.TenantID, Cloud: "custom",
		LoginURL: at.Login, GraphURL: at.Graph, PartnerCenterURL: at.PartnerCenter, AzureURL: at.Azure, DeviceCode: true}))
	s.keep("session", "signedIn", a.Session.Status())
}

func (s *story) customers() {
	a := s.app
	s.happens(simcloud.Event{Kind: "outage-starts", Service: "Exchange", Customers: 3, Title: "Users can't send or receive mail"})
	s.passes(50 * time.Minute)
	s.must(s.sync())
	s.keep("sync", "done", a.Sync.Status())
	outage := s.busiest()
	s.must(a.Customers.SetTags(outage.TenantID, []string{"VIP", "Lyon"}))
	s.must(a.Customers.SetFavourite(outage.TenantID, true))
	healthy := s.who(func(d contract.CustomerDetails) bool {
		return d.Health == "healthy" && d.PrimaryDomain != d.DisplayDomain
	})
	s.must(a.Customers.SetAliases(healthy.TenantID, []string{"ACME"}))
	s.says("customers", "list")(a.Customers.List(contract.CustomerQuery{Limit: 300}))
	s.says("customers", "search")(a.Customers.List(contract.CustomerQuery{Text: "co", Limit: 300}))
	s.says("customers", "noMatch")(a.Customers.List(contract.CustomerQuery{Text: "zzzzzz", Limit: 300}))
	s.says("customers", "overview")(a.Customers.Overview())
	s.says("details", "outage")(a.Customers.Get(outage.TenantID))
	s.says("details", "healthy")(a.Customers.Get(healthy.TenantID))
	s.keep("details", "noConsent", s.refused("AADSTS65001"))
	s.refuses("noSuchCustomer")(a.Customers.Get("00000000-0000-4000-8000-000000000000"))
}

// busiest is a customer with an outage and requests.
func (s *story) busiest() contract.CustomerDetails {
	return s.who(func(d contract.CustomerDetails) bool { return d.Health == "outage" && len(d.Requests) > 0 })
}

func (s *story) refused(code string) contract.CustomerDetails {
	return s.who(func(d contract.CustomerDetails) bool { return d.Problem != nil && d.Problem.Code == code })
}

func (s *story) health() {
	a := s.app
	s.says("health", "outage")(a.Health.Report(s.busiest().TenantID))
	s.says("health", "degraded")(a.Health.Report(s.who(func(d contract.CustomerDetails) bool { return d.Health == "degraded" }).TenantID))
	s.says("health", "noRole")(a.Health.Report(s.refused("Authorization_RequestDenied").TenantID))
	s.says("health", "incidents")(a.Health.Incidents())
	s.says("health", "incidentList")(a.Health.IncidentList(contract.IncidentQuery{}))
	shared, _ := a.Health.IncidentList(contract.IncidentQuery{})
	at := slices.IndexFunc(shared.Incidents, func(i contract.IncidentRow) bool { return i.Count > 2 })
	s.says("health", "incident")(a.Health.Incident(shared.Incidents[at].ID, contract.IncidentQuery{}))
	other := s.who(func(d contract.CustomerDetails) bool { return d.Problem == nil && d.Health == "healthy" }).TenantID
	s.says("announcements", "neverRead")(a.Health.Messages(other))
	s.must(a.Sync.Refresh(other))
	s.says("announcements", "read")(a.Health.Messages(other))
}

// news is what changed until now, and the past of a customer.
func (s *story) news(tenantID string) {
	a := s.app
	s.happens(simcloud.Event{Kind: "outage-starts", Service: "Exchange", Customers: 1, Issue: "EX700001", Title: "Some users can't open their mailbox"})
	s.must(s.sync())
	s.says("changes", "groups")(a.Changes.Groups(contract.ChangeQuery{Unseen: true, Limit: 200}))
	s.says("changes", "of")(a.Changes.Find(contract.ChangeQuery{TenantID: tenantID}))
	s.says("changes", "history")(a.Changes.History(tenantID, 365))
	s.passes(2 * time.Minute) // a pass of the alerts
	s.says("alerts", "new")(a.Alerts.List(false))
	s.says("alerts", "count")(a.Alerts.Count())
	undo, err := a.Changes.See(contract.ChangeQuery{Until: "2026-11-24T00:00:00Z"})
	s.must(err)
	s.says("changes", "none")(a.Changes.Groups(contract.ChangeQuery{Unseen: true, Limit: 200}))
	s.must(a.Changes.Unsee(undo))
	s.refuses("noUndo")(nil, a.Changes.Unsee(undo))
}

func (s *story) requests() {
	a := s.app
	with := s.busiest()
	s.says("requests", "desk")(a.Requests.List(contract.RequestQuery{Limit: 300}))
	s.says("requests", "noMatch")(a.Requests.List(contract.RequestQuery{Text: "zzzzzz", Limit: 300}))
	s.says("requests", "ofOne")(a.Requests.List(contract.RequestQuery{TenantID: with.TenantID, Limit: 300}))
	none := s.who(func(d contract.CustomerDetails) bool { return d.Health == "healthy" && len(d.Requests) == 0 })
	s.says("requests", "ofNone")(a.Requests.List(contract.RequestQuery{TenantID: none.TenantID, Limit: 300}))
	number := with.Requests[0].ID
	s.happens(simcloud.Event{Kind: "ticket-answered", Ticket: number, Text: "Please send us the headers of a late message."})
	s.says("requests", "read")(a.Requests.Read(with.TenantID, number))
}
