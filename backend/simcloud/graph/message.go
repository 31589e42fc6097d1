package graph

import (
	"net/http"
	"strings"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/odata"
	"tenantry/backend/simcloud/world"
)

type messageRow struct {
	Start          string     `json:"startDateTime"`
	End            string     `json:"endDateTime"`
	Modified       string     `json:"lastModifiedDateTime"`
	Title          string     `json:"title"`
	ID             string     `json:"id"`
	Category       string     `json:"category"`
	Severity       string     `json:"severity"`
	Tags           []string   `json:"tags"`
	IsMajorChange  bool       `json:"isMajorChange"`
	ActionRequired *string    `json:"actionRequiredByDateTime"`
	Services       []string   `json:"services"`
	HasAttachments bool       `json:"hasAttachments"`
	Details        []keyValue `json:"details"`
	Body           body       `json:"body"`
	ViewPoint      viewPoint  `json:"viewPoint"`
}

// viewPoint is what the signed-in user did with a message.
type viewPoint struct {
	IsArchived  bool `json:"isArchived"`
	IsRead      bool `json:"isRead"`
	IsFavorited bool `json:"isFavorited"`
}

type attachmentRow struct {
	ID          string  `json:"id"`
	Name        string  `json:"name"`
	ContentType string  `json:"contentType"`
	Size        int     `json:"size"`
	Modified    string  `json:"lastModifiedDateTime"`
	Content     *string `json:"content"` // read at an address of its own
}

func messageOf(m world.Message, sp spelling) messageRow {
	row := messageRow{Start: httpd.Stamp(m.Posted), End: httpd.Stamp(m.Posted.AddDate(0, 6, 0)), Modified: httpd.Stamp(m.Modified), Title: m.Title, ID: m.ID,
		Category: sp.word(m.Category), Severity: sp.word(m.Severity), Tags: m.Tags, IsMajorChange: m.Major, ActionRequired: httpd.StampOrNull(m.ActionBy), Services: []string{},
		HasAttachments: len(m.Attachments) > 0, Details: []keyValue{}, Body: body{sp.word("html"), m.HTML}, ViewPoint: viewPoint{m.Archived, m.Read, m.Favourite}}
	for _, s := range m.Services {
		row.Services = append(row.Services, s.Name)
	}
	if m.Link != "" {
		row.Details = append(row.Details, keyValue{"ExternalLink", m.Link})
	}
	return row
}

var (
	messageList    = announcing("admin/serviceAnnouncement/messages", odata.TypeOf[messageRow]("microsoft.graph.serviceUpdateMessage"))
	attachmentList = announcing("", odata.TypeOf[attachmentRow]("microsoft.graph.serviceAnnouncementAttachment"))
)

func (g announcements) messages(q *httpd.Query) httpd.Answer {
	rows := []messageRow{}
	for _, m := range g.World.Messages(q.Caller) {
		rows = append(rows, messageOf(m, spellingFor(q.Caller)))
	}
	return announced(q, messageList, rows)
}

// messageNamed finds the message that the path names, and answers itself where there is none.
func (g announcements) messageNamed(do func(*httpd.Query, world.Message) httpd.Answer) httpd.Handler {
	return func(q *httpd.Query) httpd.Answer {
		for _, m := range g.World.Messages(q.Caller) {
			if strings.EqualFold(m.ID, q.Args[0]) {
				return do(q, m)
			}
		}
		return notFound(q, q.Args[0])
	}
}

func message(q *httpd.Query, m world.Message) httpd.Answer {
	return one(q, messageList, messageOf(m, spellingFor(q.Caller)))
}

func attachmentRows(m world.Message) []attachmentRow {
	rows := []attachmentRow{}
	for _, a := range m.Attachments {
		rows = append(rows, attachmentRow{ID: a.ID, Name: a.Name, ContentType: a.Kind, Size: len(a.Content), Modified: httpd.Stamp(a.Modified)})
	}
	return rows
}

func attachmentsOf(m world.Message) list {
	return attachmentList.at(messageList.of + "('" + m.ID + "')/attachments")
}

func attachments(q *httpd.Query, m world.Message) httpd.Answer {
	return announced(q, attachmentsOf(m), attachmentRows(m))
}

func attachment(q *httpd.Query, m world.Message) httpd.Answer {
	q.Args = q.Args[1:]
	return found(q, attachmentsOf(m), attachmentRows(m), func(a attachmentRow) bool { return strings.EqualFold(a.ID, q.Args[0]) })
}

// attachmentContent is the file itself.
func attachmentContent(q *httpd.Query, m world.Message) httpd.Answer {
	for _, a := range m.Attachments {
		if strings.EqualFold(a.ID, q.Args[1]) {
			return httpd.Answer{Status: http.StatusOK, Body: []byte(a.Content)}.With("Content-Type", "application/octet-stream")
		}
	}
	return notFound(q, q.Args[1])
}
