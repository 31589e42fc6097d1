package app

import (
	"context"

	"tenantry/app/contract"
	"tenantry/backend/partner"
	"tenantry/backend/requests"
	"tenantry/backend/template"
)

// Requests is the service requests that Microsoft has, and what is needed to write new ones.
type Requests struct {
	gate  *gate
	rules *requests.Rules
	items items
	life  *life
}

// customer waits for the customers and parses a tenant id.
func (r *Requests) customer(tenantID string) (partner.TenantID, error) {
	if err := r.gate.await(); err != nil {
		return "", err
	}
	return partner.ParseTenantID(tenantID)
}

// maybe is customer, where a text may name none.
func (r *Requests) maybe(tenantID string) (partner.TenantID, error) {
	if tenantID == "" {
		return "", r.gate.await()
	}
	return r.customer(tenantID)
}

// List answers with a window of the service requests, what is on its way among them.
func (r *Requests) List(q contract.RequestQuery) (contract.RequestPage, error) {
	id, err := r.maybe(q.TenantID)
	if err != nil {
		return contract.RequestPage{}, err
	}
	state, err := requests.ParseState(q.State)
	if err != nil {
		return contract.RequestPage{}, err
	}
	order, err := requests.ParseOrder(q.Sort)
	if err != nil {
		return contract.RequestPage{}, err
	}
	page, err := r.rules.List.Page(requests.Query{Tenant: id, State: state, Text: q.Text, MinDays: q.MinDays, Order: order, Desc: q.Desc,
		Offset: q.Offset, Limit: q.Limit})
	if err != nil {
		return contract.RequestPage{}, err
	}
	return contract.RequestPageOf(page), nil
}

// Get answers with one request as it is kept; id is Microsoft's number or a local id.
func (r *Requests) Get(tenantID, id string) (contract.RequestDetails, error) {
	tenant, err := r.customer(tenantID)
	if err != nil {
		return contract.RequestDetails{}, err
	}
	return r.details(r.rules.Details.Get(tenant, id))
}

// Read reads one request with its notes anew from Microsoft, keeps and answers with it.
func (r *Requests) Read(tenantID, id string) (contract.RequestDetails, error) {
	return r.read(r.life.ctx, tenantID, id)
}

// ReadRequest is Requests.Read that ends with ctx.
func (a *App) ReadRequest(ctx context.Context, tenantID, id string) (contract.RequestDetails, error) {
	return a.Requests.read(ctx, tenantID, id)
}

func (r *Requests) read(ctx context.Context, tenantID, id string) (contract.RequestDetails, error) {
	tenant, err := r.customer(tenantID)
	if err != nil {
		return contract.RequestDetails{}, err
	}
	return r.details(r.rules.Details.Read(ctx, tenant, id))
}

func (r *Requests) details(d requests.Request, err error) (contract.RequestDetails, error) {
	if err != nil {
		return contract.RequestDetails{}, err
	}
	return contract.RequestDetailsOf(d, r.items.of), nil
}

// Choices answers with what can be chosen for a customer's new request, from the cache. What of Azure's is
// missing or old is read in the background; EventOutbox says when it came.
func (r *Requests) Choices(tenantID string) (contract.RequestChoices, error) {
	id, err := r.customer(tenantID)
	if err != nil {
		return contract.RequestChoices{}, err
	}
	return choices(r.rules.Choices.For(id))
}

// ReadChoices reads anew, with the customer, what a new request chooses from, for a command that waits for it.
func (a *App) ReadChoices(ctx context.Context, tenantID string) (contract.RequestChoices, error) {
	id, err := a.Requests.customer(tenantID)
	if err != nil {
		return contract.RequestChoices{}, err
	}
	return choices(a.Requests.rules.Choices.Read(ctx, id))
}

func choices(c requests.Choice, err error) (contract.RequestChoices, error) {
	if err != nil {
		return contract.RequestChoices{}, err
	}
	return contract.RequestChoicesOf(c), nil
}

// Classifications answers with the kinds of problems of one of Azure's services: from the cache, else
// from Azure with the customer's token.
func (r *Requests) Classifications(tenantID, service string) ([]contract.Choice, error) {
	id, err := r.customer(tenantID)
	if err != nil {
		return nil, err
	}
	kinds, err := r.rules.Choices.Classifications(r.life.ctx, id, service)
	if err != nil {
		return nil, err
	}
	return contract.Each(kinds, func(p partner.ProblemClassification) contract.Choice { return contract.Choice(p) }), nil
}

// Prepare answers with a draft for a customer, filled from a template and an incident (either may be
// empty). Without a customer the placeholders that speak of one stay.
func (r *Requests) Prepare(tenantID, templateID, incidentID, language string) (contract.RequestDraft, error) {
	id, err := r.maybe(tenantID)
	if err != nil {
		return contract.RequestDraft{}, err
	}
	o, err := r.rules.Texts.Prepare(id, templateID, incidentID, language)
	if err != nil {
		return contract.RequestDraft{}, err
	}
	return contract.RequestDraftOf(o), nil
}

// Templates answers with the user's templates, then those that come with the program.
func (r *Requests) Templates() (contract.RequestTemplates, error) {
	if err := r.gate.await(); err != nil {
		return contract.RequestTemplates{}, err
	}
	own, err := r.rules.Templates.Own()
	if err != nil {
		return contract.RequestTemplates{}, err
	}
	out := contract.RequestTemplates{Templates: []contract.RequestTemplate{}, Placeholders: template.Placeholders()}
	for _, t := range own {
		out.Templates = append(out.Templates, contract.RequestTemplateOf(t, false))
	}
	for _, t := range template.BuiltIn() {
		out.Templates = append(out.Templates, contract.RequestTemplateOf(t, true))
	}
	return out, nil
}

// SaveTemplate adds or replaces one of the user's templates.
func (r *Requests) SaveTemplate(t contract.RequestTemplate) (contract.RequestTemplate, error) {
	if err := r.gate.await(); err != nil {
		return t, err
	}
	kept, err := r.rules.Templates.Save(t.Template)
	return contract.RequestTemplateOf(kept, false), err
}

// DeleteTemplate removes one of the user's templates. Twice is no error.
func (r *Requests) DeleteTemplate(id string) error {
	if err := r.gate.await(); err != nil {
		return err
	}
	return r.rules.Templates.Delete(id)
}
