package simcloud

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"tenantry/backend/simcloud/world"
)

// startOutage begins an incident at some customers. Its id is the one asked for, or the next free one.
func (c *Cloud) startOutage(e Event) error {
	service, ok := world.ServiceNamed(e.Service)
	if e.Service == "" {
		service, ok = world.Services[0], true
	}
	if !ok {
		return fmt.Errorf("unknown service %q; for example Exchange, SharePoint, microsoftteams", e.Service)
	}
	if e.TenantID == "" && e.Customers == 0 {
		e.Customers = 1
	}
	targets, err := c.targets(e)
	if err != nil {
		return err
	}
	struck := map[int]bool{}
	for _, i := range targets {
		struck[i] = true
	}
	return c.change(func() {
		if e.Issue == "" {
			e.Issue = fmt.Sprintf("EV%06d", 700001+len(c.changes.made))
		}
		if e.Title == "" {
			e.Title = "Users can't reach " + service.Name
		}
		if e.Status == "" {
			e.Status = "serviceInterruption"
		}
		s := world.NewIssue(e.Issue, e.Title, service, e.Status, c.now().UTC()).WithReach(func(i int) bool { return struck[i] })
		c.changes.made = append(slices.Clone(c.changes.made), s)
	})
}

// resolveIssue ends the issue that is named, or the last one that an event started.
func (c *Cloud) resolveIssue(e Event) error {
	at := c.now().UTC()
	known := c.world.Issues(at, c.opts.Story)
	c.changes.mu.Lock()
	defer c.changes.mu.Unlock()
	if e.Issue == "" {
		if len(c.changes.made) == 0 {
			return errors.New("no outage was started; name an issue")
		}
		e.Issue = c.changes.made[len(c.changes.made)-1].ID
	}
	is := func(s world.Issue) bool { return s.ID == e.Issue }
	if !slices.ContainsFunc(known, is) && !slices.ContainsFunc(c.changes.made, is) {
		return fmt.Errorf("no issue %q", e.Issue)
	}
	resolved := maps.Clone(c.changes.resolved)
	set(&resolved, e.Issue, at)
	c.changes.resolved = resolved
	return nil
}
