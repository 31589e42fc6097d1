package graph

import (
	"cmp"
	"slices"
	"strings"

	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

// announcement is a message of the message center (api/facts.md 1.10).
type announcement struct {
	ID        wire.Text             `json:"id"`
	Title     wire.Text             `json:"title"`
	Services  wire.Items[wire.Text] `json:"services"`
	Category  wire.Text             `json:"category"`
	Severity  wire.Text             `json:"severity"`
	Major     wire.Bool             `json:"isMajorChange"`
	ActionBy  wire.Time             `json:"actionRequiredByDateTime"`
	StartsAt  wire.Time             `json:"startDateTime"`
	UpdatedAt wire.Time             `json:"lastModifiedDateTime"`
	Body      struct {
		Type    wire.Text `json:"contentType"`
		Content wire.Text `json:"content"`
	} `json:"body"`
}

// Lost counts the names of services that could not be read.
func (a announcement) Lost() int { return a.Services.Lost() }

var announcementCategories = wire.NewEnum(partner.AnnouncementCategories()...)

// maxAnnouncements bounds what one customer adds to the cache: the newest.
const maxAnnouncements = 200

var announcementsResource = resourceOf(partner.AnnouncementsPart, readAnnouncements,
	member{"messages", "/admin/serviceAnnouncement/messages?$select=id,title,services,category,severity,isMajorChange,actionRequiredByDateTime,startDateTime,lastModifiedDateTime,body"})

func readAnnouncements(r *reader) ([]partner.Announcement, error) {
	told, err := collect[announcement](r, "messages")
	if failed(err) {
		return nil, err
	}
	out := make([]partner.Announcement, len(told))
	for i, a := range told {
		p := post{CreatedAt: a.UpdatedAt}
		p.Description.Type, p.Description.Content = a.Body.Type, a.Body.Content
		out[i] = partner.Announcement{ID: string(a.ID), Title: string(a.Title), Services: wire.Texts(a.Services.Read),
			Category: announcementCategories.Word(a.Category), Severity: strings.ToLower(string(a.Severity)), Major: bool(a.Major),
			ActionBy: a.ActionBy.Time, StartsAt: a.StartsAt.Time, UpdatedAt: a.UpdatedAt.Time, Posts: []partner.Post{r.c.posts.post(p)}}
	}
	slices.SortStableFunc(out, func(a, b partner.Announcement) int {
		return cmp.Or(b.UpdatedAt.Compare(a.UpdatedAt), cmp.Compare(a.ID, b.ID))
	})
	return out[:min(len(out), maxAnnouncements)], err
}
