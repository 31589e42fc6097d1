package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"tenantry/app/contract"
	"tenantry/backend/fault"
)

var channels = []contract.Choice{
	{ID: "azure", Name: "an Azure ticket in one of the customer's subscriptions"},
	{ID: "portal", Name: "Microsoft 365: you file it on the customer's support page"},
}

func channelOpen(why string) error {
	return withChoices(fault.New(fault.Invalid, "--channel must be chosen"+why), "channel", channels)
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
func choose(ctx context.Context, s session, d *contract.RequestDraft) error {
	if d.Channel != "" && d.Channel != "azure" {
		return nil
	}
	c, unread := choices(ctx, s, *d)
	if c.TenantID == "" {
		return unread
	}
	switch {
	case d.Channel != "":
	case len(c.Subscriptions) == 0:
		d.Channel = "portal"
		return nil
	default:
		return channelOpen(": " + c.Customer + " has Azure, too")
	}
	err := chooseAzure(s, c, d)
	if err != nil && unread != nil { // it is for want of the choices
		return fmt.Errorf("read what there is to choose from: %w", unread)
	}
	return err
}

// choices are those of the cache, or, where Azure's were never read, fresh ones; the error then says why
// they are not.
func choices(ctx context.Context, s session, d contract.RequestDraft) (contract.RequestChoices, error) {
	c, err := s.Requests.Choices(d.TenantID)
	if err != nil {
		return contract.RequestChoices{}, err
	}
	if c.Azure.AsOf != nil && (len(c.Services) > 0 || d.Channel == "") {
		return c, nil
	}
	if d.Channel == "" && c.Azure.Problem != nil { // most customers gave no role there
		return c, nil
	}
	fresh, err := s.ReadChoices(ctx, d.TenantID)
	if err != nil {
		return c, err
	}
	if p := fresh.Azure.Problem; p != nil && fresh.Azure.AsOf == nil {
		return fresh, fault.Say(fault.Kind(p.Kind), p.Words()).With(fault.Remedy(p.RemedyKey)).WithCode(p.Code, p.RequestID)
	}
	return fresh, nil
}

func chooseAzure(s session, c contract.RequestChoices, d *contract.RequestDraft) error {
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
	kinds, err := s.Requests.Classifications(d.TenantID, d.Service)
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

// pick finds the one choice that the text means: its id, its name, or a part of one name only; without a
// text, the only choice there is. An id is taken as it is when the choices are not known.
func pick(flag, text string, all []contract.Choice, known bool) (contract.Choice, error) {
	text = strings.TrimSpace(text)
	fits := func(same func(c contract.Choice) bool) (contract.Choice, bool) {
		i := slices.IndexFunc(all, same)
		if i < 0 || slices.IndexFunc(all[i+1:], same) >= 0 {
			return contract.Choice{}, false
		}
		return all[i], true
	}
	for _, same := range []func(contract.Choice) bool{
		func(contract.Choice) bool { return text == "" },
		func(c contract.Choice) bool { return strings.EqualFold(c.ID, text) },
		func(c contract.Choice) bool { return strings.EqualFold(c.Name, text) },
		func(c contract.Choice) bool {
			return text != "" && strings.Contains(strings.ToLower(c.Name), strings.ToLower(text))
		},
	} {
		if c, ok := fits(same); ok {
			return c, nil
		}
	}
	switch {
	case !known && uuid.Validate(text) == nil:
		return contract.Choice{ID: text}, nil
	case !known:
		return contract.Choice{}, fault.New(fault.Invalid, "--"+flag+" must be an id: what there is to choose from was not read yet")
	case len(all) == 0:
		return contract.Choice{}, fault.New(fault.Invalid, "--"+flag+": this customer has none in which a ticket can be opened")
	case text == "":
		return contract.Choice{}, withChoices(fault.New(fault.Invalid, "--"+flag+" must be chosen"), flag, all)
	}
	return contract.Choice{}, withChoices(fault.New(fault.Invalid, fmt.Sprintf("--%s %q fits none of the choices, or several", flag, clean(text))), flag, all)
}

// template finds a template by its id, or by a name that only one has in that language.
func template(s session, text, language string) (string, error) {
	if text == "" {
		return "", nil
	}
	t, err := s.Requests.Templates()
	if err != nil {
		return "", err
	}
	var all []contract.Choice
	for _, v := range t.Templates {
		if v.ID == text {
			return v.ID, nil
		}
		if language == "" || v.Language == language {
			all = append(all, contract.Choice{ID: v.ID, Name: v.Name})
		}
	}
	c, err := pick("template", text, all, true)
	return c.ID, err
}
