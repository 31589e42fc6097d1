package app

import (
	"maps"
	"slices"
	"strings"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/letter"
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// endsSoon is how long before its end a delegation is worth a word.
const endsSoon = 14 * 24 * time.Hour

// Check says what keeps a draft from being queued, and what the user should know before.
func (b *Outbox) Check(d contract.RequestDraft) (contract.Preflight, error) {
	if err := b.a.await(); err != nil {
		return contract.Preflight{}, err
	}
	o := partner.Outgoing{ID: d.LocalID, Tenant: partner.TenantID(d.TenantID), Channel: contract.ChannelOf(d), Draft: contract.DraftOf(d).Clean()}
	wrong := b.a.problems(o)
	out := contract.Preflight{Fields: contract.FieldTexts(wrong), FieldMessages: wrong, Codes: map[string]string{}, Findings: b.a.findings(o)}
	for field, m := range wrong {
		out.Codes[field] = partner.FieldCode(m)
	}
	return out, nil
}

// problems are those of the draft's fields; of the subscription also that it is not this customer's, where
// that is known.
func (a *App) problems(o partner.Outgoing) fault.Fields {
	bad := o.Draft.Problems(o.Channel)
	kept, err := a.cache.Context(o.Tenant).Load()
	if o.Channel != partner.ByAzure || err != nil || !kept.Azure.Known() || o.Draft.Subscription == "" {
		return bad
	}
	usable := slices.ContainsFunc(kept.Azure.Value, func(s partner.AzureSubscription) bool {
		return s.Usable() && strings.EqualFold(s.ID, o.Draft.Subscription)
	})
	if _, wrong := bad["subscription"]; !usable && !wrong {
		bad["subscription"] = message.Of("field_subscription")
	}
	return bad
}

// mayQueue is Check's blocking part as an error.
func (a *App) mayQueue(o partner.Outgoing) error {
	if err := partner.Invalid("field_request", a.problems(o)); err != nil {
		return err
	}
	for _, f := range a.findings(o) {
		if f.Blocking {
			return fault.Say(fault.Invalid, f.Words()).With(fault.CheckDelegation)
		}
	}
	return nil
}

// findings are what speaks against sending a request now.
func (a *App) findings(o partner.Outgoing) []contract.Finding {
	out := []contract.Finding{}
	for _, name := range leftIn(o.Draft) {
		out = append(out, contract.Finding{Kind: "placeholder", ID: name}.Says(message.Of("finding_placeholder", "name", "{"+name+"}")))
	}
	entry, ok := a.catalog.Get(o.Tenant)
	if !ok {
		if o.Tenant == "" {
			return out
		}
		return append(out, contract.Finding{Kind: "delegation-ended", Blocking: true}.Says(message.Of("customer_not_listed")))
	}
	kept, err := a.cache.Context(o.Tenant).Load()
	now := time.Now()
	switch {
	case err == nil && kept.DelegationOver(now):
		out = append(out, contract.Finding{Kind: "delegation-ended", Blocking: true}.Says(delegationOver().Message))
	case !entry.DelegationEnds.IsZero() && entry.DelegationEnds.Before(now.Add(endsSoon)):
		out = append(out, contract.Finding{Kind: "delegation-ends", Title: entry.DelegationEnds.UTC().Format(time.RFC3339)}.
			Says(message.Of("finding_ends", "date", entry.DelegationEnds.UTC().Format(time.DateOnly))))
	}
	for _, h := range entry.OpenIssues {
		if h.ID != o.Draft.IncidentID && letter.Covers(h, o.Draft) {
			out = append(out, contract.Finding{Kind: "incident", ID: h.ID, Title: h.Title}.Says(message.Of("finding_incident", "id", h.ID, "title", h.Title)))
		}
	}
	return append(out, a.duplicates(o, entry.Requests)...)
}

// duplicates are open requests at Microsoft and outgoing ones that are about the same thing.
func (a *App) duplicates(o partner.Outgoing, heads []partner.RequestHead) []contract.Finding {
	var out []contract.Finding
	for _, h := range heads {
		if h.Open() && letter.SameMatter(h.Title, o.Draft.Title) {
			out = append(out, contract.Finding{Kind: "duplicate", ID: h.ID, Title: h.Title}.Says(message.Of("finding_request", "id", h.ID, "title", h.Title)))
		}
	}
	for _, other := range a.mine() {
		if other.ID == o.ID || other.Tenant != o.Tenant || other.Channel == partner.ByNote || !other.Waiting() && !other.Unlisted(heads, time.Now()) {
			continue
		}
		sameIncident := o.Draft.IncidentID != "" && other.Draft.IncidentID == o.Draft.IncidentID
		if sameIncident || letter.SameMatter(other.Draft.Title, o.Draft.Title) {
			out = append(out, contract.Finding{Kind: "duplicate", ID: other.ID, Title: other.Draft.Title}.
				Says(message.Of("finding_outgoing", "id", other.ID, "title", other.Draft.Title)))
		}
	}
	return out
}

// leftIn names the placeholders that a draft's texts still hold.
func leftIn(d partner.Draft) []string {
	names := map[string]bool{}
	for _, text := range []string{d.Title, d.Description, d.StepsTried, d.AffectedUsers, d.Product} {
		for _, name := range letter.Left(text) {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}
