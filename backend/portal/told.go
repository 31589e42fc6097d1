package portal

import (
	"net/url"
	"path"
	"strings"
)

// place is where an address leads: a host and every name below it, and there a beginning of the path, or a word in what
// the page itself reads behind the "#" or the "?". Empty is any.
type place struct{ host, path, word string }

type places []place

// asked is where the person is asked to sign in, to type a code, to consent, to take on a partner, or to deploy what a
// stranger wrote: in a post such a link is an attack, or looks like one.
var asked = places{
	{host: "microsoftonline.com"}, {host: "microsoftonline.us"}, {host: "microsoftonline.cn"}, {host: "login.chinacloudapi.cn"},
	{host: "login.microsoft.com"}, {host: "login.microsoft.us"},
	{host: "microsoft.com", path: "/devicelogin"}, {host: "microsoft.com", path: "/link"}, {host: "aka.ms", path: "/devicelogin"},
	{host: "myapps.microsoft.com"}, {host: "myapplications.microsoft.com"},
	{host: "portal.office.com", path: "/partner/partnersignup.aspx"},
	{word: "login.microsoft"}, {word: "adminconsent"}, {word: "/partners/invitation"}, {word: "granularadminrelationships"}, {word: "invtype="},
	{word: "create/microsoft.template"}, {word: "customdeployment"},
}

// published is where anybody can publish a page of his own, or have his words shown, under a name of Microsoft's.
var published = places{
	{host: "forms.office.com"}, {host: "forms.microsoft.com"}, {host: "forms.cloud.microsoft"}, {host: "forms.office365.us"},
	{host: "customervoice.microsoft.com"}, {host: "ncv.microsoft.com"}, {host: "sway.office.com"}, {host: "sway.cloud.microsoft"},
	{host: "loop.microsoft.com"}, {host: "loop.cloud.microsoft"}, {host: "lists.microsoft.com"},
	{host: "bookings.cloud.microsoft"}, {host: "outlook.office.com", path: "/book"}, {host: "outlook.office365.com", path: "/owa/calendar"},
	{host: "outlook.office365.com", path: "/book"}, {host: "teams.microsoft.com", path: "/l"}, {host: "teams.cloud.microsoft", path: "/l"},
	{host: "svc.dynamics.com"}, {host: "mkt.dynamics.com"}, {host: "app.powerbi.com", path: "/view"}, {host: "apps.powerapps.com"},
	{host: "dev.azure.com"}, {host: "notebooks.azure.com"}, {host: "answers.microsoft.com"}, {host: "techcommunity.microsoft.com"},
	{host: "social.msdn.microsoft.com"}, {host: "social.technet.microsoft.com"}, {host: "learn.microsoft.com", path: "/answers"},
	{host: "gallery.technet.microsoft.com"}, {host: "appsource.microsoft.com"}, {host: "azuremarketplace.microsoft.com"},
	{host: "stream.microsoft.com"},
}

// holds says whether an address leads to one of the places. The path is read as a browser does: "/x/../book" and
// "/%62ook" are "/book", and letters in either case are one.
func (p places) holds(u *url.URL) bool {
	way := path.Clean("/" + strings.ToLower(u.Path))
	words := "?" + unescaped(u.RawQuery) + "#" + strings.ToLower(u.Fragment)
	for _, to := range p {
		if to.host != "" && !below(u.Hostname(), []string{to.host}) {
			continue
		}
		if to.path != "" && way != to.path && !strings.HasPrefix(way, to.path+"/") {
			continue
		}
		if strings.Contains(words, to.word) {
			return true
		}
	}
	return false
}

func unescaped(query string) string {
	if text, err := url.QueryUnescape(query); err == nil {
		query = text
	}
	return strings.ToLower(query)
}
