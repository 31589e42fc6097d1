package graph

import (
	"cmp"
	"slices"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

// keepResolved is for how long a resolved issue stays in the report.
const keepResolved = 30 * 24 * time.Hour

type overview struct {
	ID     wire.Text         `json:"id"`
	Name   wire.Text         `json:"service"`
	Status wire.Text         `json:"status"`
	Issues wire.Items[issue] `json:"issues"`
	More   wire.Text         `json:"issues@odata.nextLink"`
}

type issue struct {
	ID             wire.Text        `json:"id"`
	Title          wire.Text        `json:"title"`
	Service        wire.Text        `json:"service"`
	Feature        wire.Text        `json:"feature"`
	Classification wire.Text        `json:"classification"`
	Status         wire.Text        `json:"status"`
	Impact         wire.Text        `json:"impactDescription"`
	StartsAt       wire.Time        `json:"startDateTime"`
	EndsAt         wire.Time        `json:"endDateTime"`
	UpdatedAt      wire.Time        `json:"lastModifiedDateTime"`
	IsResolved     *wire.Bool       `json:"isResolved"`
	Posts          wire.Items[post] `json:"posts"`
}

// Lost counts the issues and posts that could not be read.
func (o overview) Lost() int { return o.Issues.Lost() }

// Lost counts the posts that could not be read.
func (i issue) Lost() int { return i.Posts.Lost() }

// healthStatuses are the words of serviceHealthStatus (api/facts.md 1.9). The documented answers write
// them in PascalCase, the schema in camelCase.
var (
	healthStatuses = wire.NewEnum("serviceOperational", "investigating", "restoringService", "verifyingService", "serviceRestored",
		"postIncidentReviewPublished", "serviceDegradation", "serviceInterruption", "extendedRecovery", "falsePositive",
		"investigationSuspended", "resolved", "mitigatedExternal", "mitigated", "resolvedExternal", "confirmed", "reported")
	classifications = wire.NewEnum("advisory", "incident")
)

var healthResource = resourceOf(partner.HealthPart, readHealth,
	member{"health", "/admin/serviceAnnouncement/healthOverviews?$expand=issues"})

// readHealth makes the report: services by name, issues open first and newest first. No service at all is no
// report: what was known before is worth more, and that Microsoft tells nothing is said (api/facts.md 5b).
func readHealth(r *reader) (partner.Health, error) {
	overviews, err := collect[overview](r, "health")
	if gone, ok := fault.As(err); ok && gone.Kind == fault.Missing && r.failed == nil {
		return partner.Health{}, noHealth(r).WithCode(gone.Code, gone.RequestID)
	}
	if err == nil && len(overviews) == 0 {
		return partner.Health{}, noHealth(r)
	}
	if failed(err) {
		return partner.Health{}, err
	}
	h := partner.Health{}
	oldest := r.c.now().Add(-keepResolved)
	for _, o := range overviews {
		if o.More != "" {
			more, lost := r.moreIssues(o.More)
			if failed(lost) {
				return partner.Health{}, lost
			}
			err = cmp.Or(err, lost)
			o.Issues.Read = append(o.Issues.Read, more...)
		}
		h.Services = append(h.Services, o.service(oldest, &r.c.posts))
	}
	slices.SortFunc(h.Services, func(a, b partner.Service) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return h, err
}

func noHealth(r *reader) *fault.Error {
	return fault.New(fault.Missing, "service_no_health").With(fault.WaitAndRetry).AtCustomer(string(r.tenant))
}

func (r *reader) moreIssues(next wire.Text) ([]issue, error) {
	u, err := r.trail.Next(string(next), "", 0)
	if err != nil {
		return nil, err
	}
	return all(pages[issue](r.trail, r.get, u))
}

func (o overview) service(oldest time.Time, posts *sanitiser) partner.Service {
	s := partner.Service{ID: string(o.ID), Name: string(cmp.Or(o.Name, o.ID)), Status: healthStatuses.Word(o.Status)}
	s.State = partner.StateOfStatus(s.Status)
	for _, i := range o.Issues.Read {
		d := i.issue(s.Name, posts)
		if d.Resolved && lastSeen(d).Before(oldest) {
			continue
		}
		s.Issues = append(s.Issues, d)
	}
	slices.SortStableFunc(s.Issues, func(a, b partner.Issue) int {
		return cmp.Or(first(!a.Resolved, !b.Resolved), b.StartsAt.Compare(a.StartsAt), cmp.Compare(a.ID, b.ID))
	})
	return s
}

// issue makes the domain's issue. One without a service is its overview's, one without an id or a title goes by
// the other.
func (i issue) issue(service string, posts *sanitiser) partner.Issue {
	d := partner.Issue{ID: string(cmp.Or(i.ID, i.Title)), Title: string(cmp.Or(i.Title, i.ID)), Service: cmp.Or(string(i.Service), service), Feature: string(i.Feature),
		Classification: classifications.Word(i.Classification), Status: healthStatuses.Word(i.Status), Impact: string(i.Impact),
		StartsAt: i.StartsAt.Time, EndsAt: i.EndsAt.Time, UpdatedAt: i.UpdatedAt.Time}
	if i.IsResolved != nil {
		d.Resolved = bool(*i.IsResolved)
	} else {
		d.Resolved = !i.EndsAt.IsZero() || partner.StateOfStatus(d.Status) == partner.Healthy
	}
	for _, p := range i.Posts.Read {
		d.Posts = append(d.Posts, posts.post(p)) // their order, and that each says something, is the report's
	}
	return d
}

// lastSeen is when anything last happened to an issue.
func lastSeen(i partner.Issue) time.Time {
	if i.EndsAt.After(i.UpdatedAt) {
		return i.EndsAt
	}
	return i.UpdatedAt
}
