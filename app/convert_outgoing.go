package app

import (
	"tenantry/backend/partner"
)

func toOutgoingRow(o partner.Outgoing) RequestRow {
	return RequestRow{ID: o.Number, LocalID: o.ID, TenantID: string(o.Tenant), Customer: o.Customer, Title: o.Title(),
		Severity: o.Draft.Severity, State: string(o.State), Channel: string(o.Channel), CreatedAt: stamp(o.CreatedAt),
		UpdatedAt: stamp(o.UpdatedAt), IncidentID: o.Draft.IncidentID, Problem: toProblem(o.Problem), Product: productOf(o.Draft),
		Waiting: o.NeedsPerson()}
}

func productOf(d partner.Draft) string {
	if d.Product == "" {
		return d.ServiceName
	}
	return d.Product
}

func (a *App) toItem(o partner.Outgoing) OutgoingItem {
	item := OutgoingItem{RequestRow: toOutgoingRow(o), Draft: fromDraft(o), Note: o.Note, RequestID: o.RequestID,
		RequestTitle: o.RequestTitle, NextTryAt: stamp(o.NextTry), SentAt: stamp(o.SentAt), Attempts: o.Attempts,
		Behind: a.box.Behind(o.ID), Editable: o.Editable(), History: each(o.History, func(s partner.OutStep) OutgoingStep {
			return OutgoingStep{At: stamp(s.At), Event: string(s.Event), State: string(s.State), Problem: toProblem(s.Problem)}
		})}
	if entry, ok := a.catalog.Get(o.Tenant); ok {
		item.Customer = entry.Name
	}
	return item
}

func channelOf(d RequestDraft) partner.Channel {
	if d.Channel == "" {
		return partner.ByPortal
	}
	return partner.Channel(d.Channel)
}

func toDraft(d RequestDraft) partner.Draft {
	return partner.Draft{Title: d.Title, Description: d.Description, Severity: d.Severity, Product: d.Product, Contact: d.Contact,
		ContactMail: d.ContactMail, ContactPhone: d.ContactPhone, AffectedUsers: d.AffectedUsers, StepsTried: d.StepsTried,
		IncidentID: d.IncidentID, Language: d.Language, Subscription: d.Subscription, Service: d.Service,
		Classification: d.Classification, ServiceName: d.ServiceName, ClassificationName: d.ClassificationName}
}

func fromDraft(o partner.Outgoing) RequestDraft {
	d := o.Draft
	return RequestDraft{LocalID: o.ID, TenantID: string(o.Tenant), Channel: string(o.Channel), Title: d.Title, Description: d.Description,
		Severity: d.Severity, Product: d.Product, Contact: d.Contact, ContactMail: d.ContactMail, ContactPhone: d.ContactPhone,
		AffectedUsers: d.AffectedUsers, StepsTried: d.StepsTried, IncidentID: d.IncidentID, Language: d.Language,
		Subscription: d.Subscription, Service: d.Service, ServiceName: d.ServiceName, Classification: d.Classification,
		ClassificationName: d.ClassificationName}
}
