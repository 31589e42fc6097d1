package simcloud

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
)

//go:embed *.html
var pageFiles embed.FS

var pages = template.Must(template.ParseFS(pageFiles, "*.html"))

// page is what the templates need; each uses a part.
type page struct {
	Title, Text, Alert string
	Action             string
	Request            string
	Code               string
	User, Name         string
	Fields             url.Values
}

func render(status int, name string, p any) answer {
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, name, p); err != nil {
		panic("simcloud: " + err.Error())
	}
	return answer{status: status, body: b.Bytes()}.with("Content-Type", "text/html; charset=utf-8").
		with("X-Frame-Options", "DENY").with("Referrer-Policy", "no-referrer")
}

func accountPage(tenant, request string) answer {
	return render(http.StatusOK, "account", page{Title: "Pick an account", User: Username, Name: userName,
		Action: "/" + url.PathEscape(tenant) + "/oauth2/v2.0/decide", Request: request})
}

func formPostPage(redirect string, v url.Values) answer {
	return render(http.StatusOK, "formpost", page{Title: "Back to the program", Action: redirect, Fields: v})
}

func deviceLoginPage(code, alert string) answer {
	status := http.StatusOK
	if alert != "" {
		status = http.StatusBadRequest
	}
	return render(status, "device", page{Title: "Enter code", Code: code, Alert: alert, User: Username})
}

func donePage(title, text string) answer {
	return render(http.StatusOK, "done", page{Title: title, Text: text})
}

func errorPage(e *signInError) answer {
	return render(http.StatusBadRequest, "done", page{Title: "Sorry, but we're having trouble signing you in", Text: e.described()})
}

func (e *signInError) described() string { return fmt.Sprintf("AADSTS%d: %s", e.code, e.text) }
