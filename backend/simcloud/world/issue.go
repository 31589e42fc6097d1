package world

import (
	"math"
	"time"
)

// Service is a Microsoft service as the health overview names it.
type Service struct{ ID, Name string }

// Services is what every customer's health overview lists.
var Services = []Service{
	{"Exchange", "Exchange Online"}, {"OrgLiveID", "Microsoft Entra"}, {"OSDPPlatform", "Microsoft 365 suite"},
	{"SharePoint", "SharePoint Online"}, {"microsoftteams", "Microsoft Teams"}, {"OneDriveForBusiness", "OneDrive for Business"},
	{"Intune", "Microsoft Intune"}, {"Microsoft365Defender", "Microsoft Defender XDR"}, {"officeonline", "Microsoft 365 for the web"},
	{"O365Client", "Microsoft 365 apps"}, {"PowerBIcom", "Power BI"}, {"MicrosoftFlowM365", "Microsoft Power Automate in Microsoft 365"},
	{"PowerAppsM365", "Power Apps in Microsoft 365"}, {"Planner", "Planner"}, {"Forms", "Microsoft Forms"},
	{"MicrosoftPurview", "Microsoft Purview"}, {"yammer", "Microsoft Viva Engage"}, {"Bookings", "Microsoft Bookings"},
	{"MobileDeviceManagement", "Mobile Device Management for Office 365"}, {"Copilot", "Microsoft Copilot (Microsoft 365)"},
}

// ServiceNamed finds a service by id or display name; the first letters of either will do.
func ServiceNamed(s string) (Service, bool) {
	for _, v := range Services {
		if s != "" && (hasPrefixFold(v.ID, s) || hasPrefixFold(v.Name, s)) {
			return v, true
		}
	}
	return Service{}, false
}

// Issue is an incident or an advisory. The same issue is the same for every customer that it touches.
type Issue struct {
	ID, Title      string
	Service        Service
	Feature, Group string
	Impact         string
	Class          string // incident or advisory
	Status         string // a serviceHealthStatus in camelCase (api/facts.md 1.9)
	Resolved       bool
	Start          time.Time
	End            time.Time // zero: not over
	Modified       time.Time
	Posts          []Post

	touches func(customer int) bool
	lags    func(customer int) bool // nil: where the issue is over the service is well
}

// Touches says whether the issue is customer i's, too.
func (s Issue) Touches(i int) bool { return s.touches(i) }

// WithReach gives the issue another circle of customers.
func (s Issue) WithReach(touches func(customer int) bool) Issue { s.touches = touches; return s }

// Post is a message on an issue.
type Post struct {
	At   time.Time
	Kind string // regular, quick or strategic
	HTML string
}

// openingIssues makes the issues that exist at the start. Together the open ones touch as many
// customers as the scenario says.
func (w *World) openingIssues() []Issue {
	weights := 0
	for _, t := range issueTexts {
		if !t.over() {
			weights += t.weight
		}
	}
	none := math.Log(1 - min(float64(w.Scenario.Troubled), 999)/1000) // ln of the share that no open issue touches
	out := make([]Issue, 0, len(issueTexts))
	for k, t := range issueTexts {
		reach := 0.22
		if !t.over() {
			reach = 1 - math.Exp(none*float64(t.weight)/float64(weights))
		} else if w.Scenario.Troubled == 0 {
			reach = 0
		}
		limit := int(reach * 1e6)
		issue := t.issue(w.day())
		issue.touches = func(i int) bool { return w.pick(forHealth, i, k, 1e6) < limit }
		out = append(out, issue)
	}
	return out
}

// Issues lists every issue there is at time now, whomever it touches: those of the start, then, with
// story, those that came since.
func (w *World) Issues(now time.Time, story bool) []Issue {
	if !story {
		return w.issues
	}
	told := w.StoryIssues
	if w.script != nil {
		told = w.scriptIssues
	}
	return append(w.issues[:len(w.issues):len(w.issues)], told(now)...)
}

// gravity orders statuses: what a service with several issues shows is the gravest.
func gravity(status string) int {
	for n, s := range []string{"reported", "confirmed", "investigationSuspended", "investigating", "verifyingService", "restoringService",
		"extendedRecovery", "serviceDegradation", "serviceInterruption"} {
		if s == status {
			return n + 1
		}
	}
	return 0
}

// lagging is what the overview says of a service that comes back after its issue is over.
const lagging = "restoringService"

// Status is what the overview of customer i says of a service with these issues at time now.
func Status(service Service, i int, issues []Issue, now time.Time) string {
	status, grave, recent := "serviceOperational", -1, time.Time{}
	for _, s := range issues {
		switch {
		case s.Service != service:
		case !s.Resolved:
			if g := gravity(s.Status); g > grave {
				status, grave = s.Status, g
			}
		case s.lags != nil && s.lags(i):
			if g := gravity(lagging); g > grave {
				status, grave = lagging, g
			}
		case grave < 0 && now.Sub(s.End) < 24*time.Hour && s.End.After(recent):
			status, recent = s.Status, s.End
		}
	}
	return status
}

// NewIssue makes an incident that starts at a time.
func NewIssue(id, title string, service Service, status string, at time.Time) Issue {
	s := Issue{ID: id, Title: title, Service: service, Feature: service.Name, Group: service.Name, Status: status, Class: "incident",
		Impact: "Users may be unable to work with " + service.Name + ".", Start: at, Modified: at}
	s.Posts = []Post{{at, "quick", postHTML(s, "We're looking into reports of a problem. More will follow shortly.")}}
	return s
}

// ResolvedAt is the issue after its end.
func (s Issue) ResolvedAt(at time.Time) Issue {
	s.Status, s.Resolved, s.End, s.Modified = "serviceRestored", true, at, at
	s.Posts = append(s.Posts[:len(s.Posts):len(s.Posts)], Post{at, "strategic", postHTML(s, "We've confirmed that the service is restored.")})
	return s
}
