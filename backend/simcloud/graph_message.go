package simcloud

import (
	"strings"
	"time"

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

// announcements are the message center's posts; every customer gets the same ones.
var announcements = []struct {
	id, title, category, severity, service, text string
	daysAgo, actionIn                            int
}{
	{"MC812001", "Microsoft Teams: new meeting recap view", "stayInformed", "normal", "microsoftteams", "<p>The recap view gains <b>chapters</b>. No action is needed.</p>", 4, 0},
	{"MC812345", "Basic authentication for SMTP AUTH is going away", "planForChange", "high", "Exchange", "<p>Clients that send mail with basic authentication must move to modern authentication.</p><ul><li>Find them in the report.</li><li>Change them.</li></ul>", 30, 60},
	{"MC809876", "(Updated) SharePoint: sharing links expire by default", "planForChange", "normal", "SharePoint", "<p>New links end after 180 days unless you change the setting.</p>", 21, 45},
	{"MC811111", "Renew the certificate of your federated domain", "preventOrFixIssue", "critical", "OrgLiveID", "<p>A certificate that signs tokens ends soon. Users of the domain could be unable to sign in.</p>", 9, 14},
	{"MC806543", "Microsoft Intune: new defaults for compliance policies", "stayInformed", "normal", "Intune", "<p>New policies use new defaults. Policies that exist stay as they are.</p>", 40, 0},
}

func (c *Cloud) messageRows(q *query) []messageRow {
	sp := spellingFor(c.tenantOf(q))
	day := c.world.Start.Truncate(24 * time.Hour)
	rows := []messageRow{}
	for _, a := range announcements {
		at := day.AddDate(0, 0, -a.daysAgo).Add(17 * time.Hour)
		service, _ := world.ServiceNamed(a.service)
		row := messageRow{Start: stamp(at), End: stamp(at.AddDate(0, 6, 0)), Modified: stamp(at.Add(time.Hour)), Title: a.title, ID: a.id, Category: sp.word(a.category),
			Severity: sp.word(a.severity), Tags: []string{}, IsMajorChange: a.severity != "normal", Services: []string{service.Name}, Details: []keyValue{},
			Body: body{sp.word("html"), a.text}}
		if strings.HasPrefix(a.title, "(Updated)") {
			row.Tags = append(row.Tags, "Updated message")
		}
		if a.actionIn > 0 {
			row.ActionRequired = stampOrNull(day.AddDate(0, 0, a.actionIn))
		}
		rows = append(rows, row)
	}
	return rows
}

func (c *Cloud) messages(q *query) answer {
	return announcePage(q, "admin/serviceAnnouncement/messages", c.messageRows(q))
}

func (c *Cloud) message(q *query) answer {
	for _, m := range c.messageRows(q) {
		if strings.EqualFold(m.ID, q.args[0]) {
			return graphOne(q, "admin/serviceAnnouncement/messages", m)
		}
	}
	return notFound(q, q.args[0])
}
