package requests

import (
	"maps"
	"slices"
	"strings"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/partner"
	"tenantry/backend/template"
)

// Preflight says what keeps a draft from being queued, and what the user should know before.
type Preflight struct {
	known
	written written
	now     func() time.Time
}

// endsSoon is how long before its end a delegation is worth a word.
const endsSoon = 14 * 24 * time.Hour

// FindingKind says what a finding is about.
type FindingKind string

// The kinds.
const (
	DelegationEnded FindingKind = "delegation-ended"
	DelegationEnds  FindingKind = "delegation-ends"
	WithoutAccess   FindingKind = "without-access"
	KnownIncident   FindingKind = "incident"
	Duplicate       FindingKind = "duplicate"
	Placeholder     FindingKind = "placeholder"
)

// FindingKinds lists them.
func FindingKinds() []FindingKind {
	return []FindingKind{DelegationEnded, DelegationEnds, WithoutAccess, KnownIncident, Duplicate, Placeholder}
}

// Finding is something that speaks against sending: advice, unless it is blocking.
type Finding struct {
	Kind     FindingKind
	Blocking bool
	Says     message.Message
	Remedy   fault.Remedy // of a blocking one
	ID       string // of the incident or the request (its number or local id), or the placeholder
	Title    string
}

// Report is what is to be known before a request is queued.
type Report struct {
	Problems fault.Fields
	Findings []Finding
}

// Report says it of a draft, which need not be kept.
func (p *Preflight) Report(o partner.Outgoing) Report {
	o.Draft = o.Draft.Clean()
	return Report{p.problems(o), p.findings(o)}
}

// problems are those of the draft's fields; also what a template still asks in them, and of the subscription that
// it is not this customer's, where that is known.
func (p *Preflight) problems(o partner.Outgoing) fault.Fields {
	bad := o.Draft.Problems(o.Channel)
	for field, text := range fillable(o.Draft) {
		if asked := template.Gaps(text); len(asked) > 0 && bad[field].Key == "" {
			bad[field] = message.Of("field_gaps", "gap", template.Gap, "asked", strings.Join(asked, "; "))
		}
	}
	kept, err := p.cache.Context(o.Tenant).Load()
	if o.Channel != partner.ByAzure || err != nil || !kept.Azure.Known() || o.Draft.Subscription == "" {
		return bad
	}
	there := slices.ContainsFunc(usable(kept), func(s partner.AzureSubscription) bool { return strings.EqualFold(s.ID, o.Draft.Subscription) })
	if _, wrong := bad["subscription"]; !there && !wrong {
		bad["subscription"] = message.Of("field_subscription")
	}
	return bad
}

// mayQueue is the blocking part as an error.
func (p *Preflight) mayQueue(o partner.Outgoing) error {
	if err := partner.Invalid("field_request", p.problems(o)); err != nil {
		return err
	}
	for _, f := range p.findings(o) {
		if f.Blocking {
			return fault.Say(fault.Invalid, f.Says).With(f.Remedy).AtCustomer(string(o.Tenant))
		}
	}
	return nil
}

// findings are what speaks against sending a request now.
func (p *Preflight) findings(o partner.Outgoing) (out []Finding) {
	for _, name := range leftIn(o.Draft) {
		out = append(out, Finding{Kind: Placeholder, ID: name, Says: message.Of("finding_placeholder", "name", "{"+name+"}")})
	}
	if o.Tenant == "" {
		return out
	}
	entry, ok := p.customers.Get(o.Tenant)
	if !ok {
		return append(out, Finding{Kind: DelegationEnded, Blocking: true, Says: message.Of("customer_not_listed"), Remedy: fault.CheckDelegation})
	}
	kept, err := p.cache.Context(o.Tenant).Load()
	now := p.now()
	switch {
	case err == nil && kept.DelegationOver(now):
		out = append(out, Finding{Kind: DelegationEnded, Blocking: true, Says: delegationOver().Message, Remedy: mends(entry.Access)})
	case !entry.Access.Delegated():
		without := withoutAccess(o.Tenant, entry.Access)
		out = append(out, Finding{Kind: WithoutAccess, Blocking: true, Says: without.Message, Remedy: without.Remedy})
	case !entry.DelegationEnds.IsZero() && entry.DelegationEnds.Before(now.Add(endsSoon)):
		out = append(out, Finding{Kind: DelegationEnds, Says: message.Of("finding_ends", "date", message.CalendarDay(entry.DelegationEnds)),
			Title: entry.DelegationEnds.UTC().Format(time.RFC3339)})
	}
	for _, h := range entry.OpenIssues {
		if h.ID != o.Draft.IncidentID && template.Covers(h, o.Draft) {
			out = append(out, Finding{Kind: KnownIncident, ID: h.ID, Title: h.Title, Says: message.Of("finding_incident", "id", h.ID, "title", h.Title)})
		}
	}
	return append(out, p.duplicates(o, entry.Requests)...)
}

// mends is what helps where a delegation is over: another one, or a look at those that should be there.
func mends(a partner.Access) fault.Remedy {
	if !a.Delegated() {
		return fault.GetDelegation
	}
	return fault.CheckDelegation
}

// duplicates are open requests at Microsoft and outgoing ones that are about the same thing.
func (p *Preflight) duplicates(o partner.Outgoing, heads []partner.RequestHead) (out []Finding) {
	for _, h := range heads {
		if h.Open() && template.SameMatter(h.Title, o.Draft.Title) {
			out = append(out, Finding{Kind: Duplicate, ID: h.ID, Title: h.Title, Says: message.Of("finding_request", "id", h.ID, "title", h.Title)})
		}
	}
	now := p.now()
	for _, other := range p.written.mine() {
		if other.ID == o.ID || other.Tenant != o.Tenant || !other.Channel.Way().Request || !other.OnTheirWay() && !other.Unlisted(heads, now) {
			continue
		}
		sameIncident := o.Draft.IncidentID != "" && other.Draft.IncidentID == o.Draft.IncidentID
		if sameIncident || template.SameMatter(other.Draft.Title, o.Draft.Title) {
			out = append(out, Finding{Kind: Duplicate, ID: other.ID, Title: other.Draft.Title,
				Says: message.Of("finding_outgoing", "id", other.ID, "title", other.Draft.Title)})
		}
	}
	return out
}

// leftIn names the placeholders that a draft's texts still hold.
func leftIn(d partner.Draft) []string {
	names := map[string]bool{}
	for _, text := range fillable(d) {
		for _, name := range template.Left(text) {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// fillable are the texts that a template may write, by their fields.
func fillable(d partner.Draft) map[string]string {
	return map[string]string{"title": d.Title, "description": d.Description, "stepsTried": d.StepsTried, "affectedUsers": d.AffectedUsers,
		"product": d.Product}
}
