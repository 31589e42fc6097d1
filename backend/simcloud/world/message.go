package world

import (
	"slices"
	"time"
)

// Message is a post of the message center.
type Message struct {
	ID, Title      string
	Category       string // preventOrFixIssue, planForChange, stayInformed
	Severity       string // normal, high, critical
	Services       []Service
	Tags           []string
	Major          bool
	HTML           string
	Link           string // of more to read; may be empty
	Posted         time.Time
	Modified       time.Time
	ActionBy       time.Time // zero: nothing to do
	Attachments    []Attachment
	Read, Archived bool // by the signed-in user
	Favourite      bool
}

// Attachment is a file on a message.
type Attachment struct {
	ID, Name, Kind string
	Modified       time.Time
	Content        string
}

// messageText is a message as data.
type messageText struct {
	id, title, category, severity string
	services                      []string
	text, link                    string
	daysAgo, actionIn             int // days; actionIn 0: nothing to do
	reach                         int // of a thousand customers
	file                          string
}

var messageTexts = []messageText{
	{"MC812001", "Microsoft Teams: new meeting recap view", "stayInformed", "normal", []string{"microsoftteams"}, "<p>The recap view gains <b>chapters</b>. No action is needed.</p>", "", 4, 0, 1000, ""},
	{"MC812345", "Basic authentication for SMTP AUTH is going away", "planForChange", "high", []string{"Exchange"}, "<p>Clients that send mail with basic authentication must move to modern authentication.</p><ul><li>Find them in the report.</li><li>Change them.</li></ul>", "https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/deprecation-of-basic-authentication-exchange-online", 30, 60, 1000, ""},
	{"MC809876", "(Updated) SharePoint: sharing links expire by default", "planForChange", "normal", []string{"SharePoint", "OneDriveForBusiness"}, "<p>New links end after 180 days unless you change the setting.</p>", "", 21, 45, 1000, ""},
	{"MC811111", "Renew the certificate of your federated domain", "preventOrFixIssue", "critical", []string{"OrgLiveID"}, "<p>A certificate that signs tokens ends soon. Users of the domain could be unable to sign in.</p>", "", 9, 14, 220, ""},
	{"MC806543", "Microsoft Intune: new defaults for compliance policies", "stayInformed", "normal", []string{"Intune"}, "<p>New policies use new defaults. Policies that exist stay as they are.</p>", "", 40, 0, 550, ""},
	{"MC813702", "Microsoft Copilot: new home page in the browser", "stayInformed", "normal", []string{"Copilot"}, "<p>The home page shows recent files beside the chat.</p>", "", 2, 0, 350, ""},
	{"MC804410", "(Updated) Power BI: embedding without a premium workspace ends", "planForChange", "high", []string{"PowerBIcom"}, `<p>Reports in workspaces without a capacity stop to load in other apps.</p><table><tr><th>Workspace</th><th>What to do</th></tr><tr><td>Pro</td><td>Move it to a capacity</td></tr></table>`, "", 55, 30, 260, ""},
	{"MC813990", "Data privacy message regarding your organization", "preventOrFixIssue", "high", []string{"OSDPPlatform"}, "<p>A list of the accounts concerned is attached. Only Message Center Privacy Readers can open it.</p>", "", 3, 20, 90, "account,seen\nadele@example.com,2026-01-04\n"},
	{"MC798120", "Microsoft Viva Engage: old mobile apps stop working", "planForChange", "normal", []string{"yammer"}, `<p><img src="https://engage.example/notice.png" alt="Versions before 7.1 stop working on the first of the month"></p>`, "http://engage.example/versions", 70, 10, 180, ""},
	{"MC810333", "Microsoft Defender XDR: retention of alerts changes", "planForChange", "normal", []string{"Microsoft365Defender"}, "<p>Alerts are kept for 180 days.</p>", "", 18, 0, 300, ""},
}

// Messages lists those of customer i, the newest last, as the service sends them: who has which depends on what
// it uses, and what was read on who reads there.
func (w *World) Messages(i int) []Message {
	var out []Message
	for k, t := range messageTexts {
		if i == Partner && t.reach < 1000 || i != Partner && !w.chance(forMessage, i, k, t.reach) {
			continue
		}
		m := Message{ID: t.id, Title: t.title, Category: t.category, Severity: t.severity, Major: t.severity != "normal", HTML: t.text, Link: t.link, Tags: []string{},
			Posted: w.day().AddDate(0, 0, -t.daysAgo).Add(17 * time.Hour)}
		m.Modified = m.Posted.Add(time.Hour)
		for _, id := range t.services {
			service, _ := ServiceNamed(id)
			m.Services = append(m.Services, service)
		}
		if hasPrefixFold(t.title, "(Updated)") {
			m.Tags, m.Modified = append(m.Tags, "Updated message"), m.Posted.AddDate(0, 0, 1+t.daysAgo/3)
		}
		if t.actionIn > 0 {
			m.ActionBy = w.day().AddDate(0, 0, t.actionIn)
		}
		if i != Partner {
			m.Read, m.Favourite, m.Archived = w.chance(forMessage, i, 20+k, 400), w.chance(forMessage, i, 40+k, 80), w.chance(forMessage, i, 60+k, 30)
			if t.file != "" {
				m.Tags = append(m.Tags, "Data privacy")
				m.Attachments = []Attachment{{w.Object(i, attachmentObject+k), "Accounts concerned.csv", "application/csv", m.Posted, t.file}}
			}
		}
		out = append(out, m)
	}
	slices.SortStableFunc(out, func(a, b Message) int { return a.Posted.Compare(b.Posted) })
	return out
}

// attachmentObject is where the numbers of attachments begin, among the objects of a customer.
const attachmentObject = 128
