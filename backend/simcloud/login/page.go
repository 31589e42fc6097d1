package login

import (
	"embed"
	"net/http"
	"net/url"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/page"
	"tenantry/backend/simcloud/world"
)

//go:embed login.html
var files embed.FS

var pages = page.Parse(files)

// content is what the templates need; each uses a part.
type content struct {
	Title, Alert string
	Action       string
	Request      string
	Code         string
	User, Name   string
	Fields       url.Values
}

func accountPage(tenant, request string) httpd.Answer {
	return pages.Render(http.StatusOK, "account", content{Title: "Pick an account", User: world.Username, Name: world.UserName,
		Action: "/" + url.PathEscape(tenant) + "/oauth2/v2.0/decide", Request: request})
}

func formPostPage(redirect string, v url.Values) httpd.Answer {
	return pages.Render(http.StatusOK, "formpost", content{Title: "Back to the program", Action: redirect, Fields: v})
}

func deviceLoginPage(code, alert string) httpd.Answer {
	status := http.StatusOK
	if alert != "" {
		status = http.StatusBadRequest
	}
	return pages.Render(status, "device", content{Title: "Enter code", Code: code, Alert: alert, User: world.Username})
}

func errorPage(e *signInError) httpd.Answer {
	return page.Plain(http.StatusBadRequest, "Sorry, but we're having trouble signing you in", e.described())
}
