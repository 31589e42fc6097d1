package requests

import (
	"cmp"
	"context"
	"fmt"

	"github.com/google/uuid"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

var channels = []contract.Choice{
	{ID: "azure", Name: "an Azure ticket in one of the customer's subscriptions"},
	{ID: "portal", Name: "Microsoft 365: you file it on the customer's support page"},
}

// channelWords are the names of the channels for people.
var channelWords = map[string]string{"azure": "cli_channel_choice_azure", "portal": "cli_channel_choice_portal"}

func channelOpen(why message.Message) error {
	return command.WithChoices(fault.Say(fault.Invalid, why), "channel", channels, channelWords)
}

// undecidedAs is d as it is kept while its channel is not chosen: as an Azure one that names nothing of
// Azure's. So nothing can let it go unasked, and `requests edit` knows that the question is open.
func undecidedAs(d contract.RequestDraft) contract.RequestDraft {
	if d.Channel == "" {
		d.Channel = "azure"
	}
	return d
}

// undecided says that the channel of a draft is still to be chosen.
func undecided(i contract.OutgoingItem) bool {
	d := i.Draft
	return i.State == "draft" && i.Channel == "azure" && d.Subscription == "" && d.Service == "" && d.Classification == ""
}

// choose fills in what the flags left open, wherever only one choice exists or the cache knows it.
// What stays open is an error that lists the choices; d then holds what could be chosen.
func choose(ctx context.Context, a *app.App, d *contract.RequestDraft) error {
	if d.Channel != "" && d.Channel != "azure" {
		return nil
	}
	c, unread := choices(ctx, a, *d)
	if c.TenantID == "" {
		return unread
	}
	switch {
	case d.Channel != "":
	case len(c.Subscriptions) == 0:
		d.Channel = "portal"
		return nil
	default:
		return channelOpen(message.Of("cli_requests_choose_azure", "flag", "--channel", "customer", c.Customer))
	}
	err := chooseAzure(a, c, d)
	if err != nil && unread != nil { // it is for want of the choices
		return fmt.Errorf("read what there is to choose from: %w", unread)
	}
	return err
}

// choices are those of the cache, or, where Azure's were never read, fresh ones; the error then says why
// they are not.
func choices(ctx context.Context, a *app.App, d contract.RequestDraft) (contract.RequestChoices, error) {
	c, err := a.Requests.Choices(d.TenantID)
	if err != nil {
		return contract.RequestChoices{}, err
	}
	if c.Azure.AsOf != nil && (len(c.Services) > 0 || d.Channel == "") {
		return c, nil
	}
	if d.Channel == "" && c.Azure.Problem != nil { // most customers gave no role there
		return c, nil
	}
	fresh, err := a.ReadChoices(ctx, d.TenantID)
	if err != nil {
		return c, err
	}
	if p := fresh.Azure.Problem; p != nil && fresh.Azure.AsOf == nil {
		return fresh, fault.Say(fault.Kind(p.Kind), p.Words()).With(fault.Remedy(p.RemedyKey)).WithCode(p.Code, p.RequestID)
	}
	return fresh, nil
}

func chooseAzure(a *app.App, c contract.RequestChoices, d *contract.RequestDraft) error {
	subscription, err := pick("subscription", d.Subscription, c.Subscriptions, c.Azure.AsOf != nil)
	if err != nil {
		return err
	}
	d.Subscription = subscription.ID
	service, err := pick("service", d.Service, c.Services, len(c.Services) > 0)
	if err != nil {
		return err
	}
	d.Service, d.ServiceName = service.ID, cmp.Or(service.Name, d.ServiceName)
	kinds, err := a.Requests.Classifications(d.TenantID, d.Service)
	if err != nil && uuid.Validate(d.Classification) != nil {
		return fmt.Errorf("the kinds of problems of this service: %w", err)
	}
	kind, err := pick("classification", d.Classification, kinds, err == nil)
	if err != nil {
		return err
	}
	d.Classification, d.ClassificationName = kind.ID, cmp.Or(kind.Name, d.ClassificationName)
	return nil
}
