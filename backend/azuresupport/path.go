package azuresupport

import (
	"net/url"
	"regexp"
	"strings"

	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/wire"
)

var (
	guid = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	// segment is what one part of a path may be: ours are GUIDs, those that Azure's portal makes are
	// longer. Nothing in it means anything in an address.
	segment = regexp.MustCompile(`^[0-9A-Za-z_-][0-9A-Za-z_.~ -]{0,199}$`)
)

// bad is a fault of kind Invalid: what was entered, or kept, can't stand in an address.
func bad(field, key string, pairs ...any) *fault.Error {
	why := message.Of(key, pairs...)
	f := fault.New(fault.Invalid, "field_is", "field", field, "problem", why)
	f.Fields = fault.Fields{field: why}
	return f
}

func checkSubscription(id string) (string, error) {
	id = strings.ToLower(strings.TrimSpace(id))
	if !guid.MatchString(id) {
		return "", bad("subscription", "azure_subscription_id", "text", wire.OneLine(id, 60))
	}
	return id, nil
}

func checkSegment(field, s string) error {
	if !segment.MatchString(s) {
		return bad(field, "azure_segment", "text", wire.OneLine(s, 60))
	}
	return nil
}

// place is where a ticket is.
type place struct{ subscription, name string }

// at is the place of a ticket by its parts.
func at(subscription, name string) (place, error) {
	id, err := checkSubscription(subscription)
	if err == nil {
		err = checkSegment("name", name)
	}
	return place{id, name}, err
}

// parse reads a ticket's resource id, in any case, as place.resource and Azure write it.
func parse(resource string) (place, error) {
	parts := strings.Split(resource, "/")
	if len(parts) == 7 && parts[0] == "" && strings.EqualFold(strings.Join([]string{parts[1], parts[3], parts[4], parts[5]}, "/"),
		"subscriptions/"+support+"/supportTickets") {
		return at(parts[2], parts[6])
	}
	return place{}, bad("resource", "azure_resource", "text", wire.OneLine(resource, 120))
}

// resource is the ticket's id in Azure Resource Manager.
func (p place) resource() string {
	return "/subscriptions/" + p.subscription + "/" + support + "/supportTickets/" + p.name
}

// below is the address of the ticket, or of what lies below it.
func (p place) below(c *Client, parts ...string) *url.URL {
	all := []string{"subscriptions", p.subscription, support, "supportTickets", url.PathEscape(p.name)}
	for _, s := range parts {
		all = append(all, url.PathEscape(s))
	}
	return c.url(supportVersion, all...)
}
