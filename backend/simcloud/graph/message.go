package graph

import (
	"strings"
	"time"

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
}

// posts are the message center's posts; every customer gets the same ones.
var posts = []struct {
	id, title, category, severity, service, text string
	daysAgo, actionIn                            int
}{
	{"MC812001", "Microsoft Teams: new meeting recap view", "stayInformed", "normal", "microsoftteams", "<p>The recap view gains <b>chapters</b>. No action is needed.</p>", 4, 0},
	{"MC812345", "Basic authentication for SMTP AUTH is going away", "planForChange", "high", "Exchange", "<p>Clients that send mail with basic authentication must move to modern authentication.</p><ul><li>Find them in the report.</li><li>Change them.</li></ul>", 30, 60},
	{"MC809876", "(Updated) SharePoint: sharing links expire by default", "planForChange", "normal", "SharePoint", "<p>New links end after 180 days unless you change the setting.</p>", 21, 45},
	{"MC811111", "Renew the certificate of your federated domain", "preventOrFixIssue", "critical", "OrgLiveID", "<p>A certificate that signs tokens ends soon. Users of the domain could be unable to sign in.</p>", 9, 14},
	{"MC806543", "Microsoft Intune: new defaults for compliance policies", "stayInformed", "normal", "Intune", "<p>New policies use new defaults. Policies that exist stay as they are.</p>", 40, 0},
}

func (g announcements) messageRows(q *httpd.Query) []messageRow {
	sp := spellingFor(q.Caller)
	day := g.World.Start.Truncate(24 * time.Hour)
	rows := []messageRow{}
	for _, a := range posts {
		at := day.AddDate(0, 0, -a.daysAgo).Add(17 * time.Hour)
		service, _ := world.ServiceNamed(a.service)
		row := messageRow{Start: httpd.Stamp(at), End: httpd.Stamp(at.AddDate(0, 6, 0)), Modified: httpd.Stamp(at.Add(time.Hour)), Title: a.title, ID: a.id, Category: sp.word(a.category),
			Severity: sp.word(a.severity), Tags: []string{}, IsMajorChange: a.severity != "normal", Services: []string{service.Name}, Details: []keyValue{},
			Body: body{sp.word("html"), a.text}}
		if strings.HasPrefix(a.title, "(Updated)") {
			row.Tags = append(row.Tags, "Updated message")
		}
		if a.actionIn > 0 {
			row.ActionRequired = httpd.StampOrNull(day.AddDate(0, 0, a.actionIn))
		}
		rows = append(rows, row)
	}
	return rows
}

var messageList = announcing("admin/serviceAnnouncement/messages", odata.TypeOf[messageRow]("microsoft.graph.serviceUpdateMessage"))

func (g announcements) messages(q *httpd.Query) httpd.Answer {
	return announced(q, messageList, g.messageRows(q))
}

func (g announcements) message(q *httpd.Query) httpd.Answer {
	return found(q, messageList, g.messageRows(q), func(m messageRow) bool { return strings.EqualFold(m.ID, q.Args[0]) })
}
