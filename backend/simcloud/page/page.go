package page

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"

	"tenantry/backend/simcloud/httpd"
)

//go:embed page.html
var files embed.FS

var shared = template.Must(template.ParseFS(files, "page.html"))

// Templates are pages that use the shared ones.
type Templates struct{ parsed *template.Template }

// Parse reads the pages of a room. Bad ones end the program at its start.
func Parse(own fs.FS) Templates {
	return Templates{template.Must(template.Must(shared.Clone()).ParseFS(own, "*.html"))}
}

// Render writes a page.
func (t Templates) Render(status int, name string, data any) httpd.Answer {
	return render(t.parsed, status, name, data)
}

// Plain is a page with one sentence.
func Plain(status int, title, text string) httpd.Answer {
	return render(shared, status, "done", struct{ Title, Text string }{title, text})
}

func render(from *template.Template, status int, name string, data any) httpd.Answer {
	var b bytes.Buffer
	if err := from.ExecuteTemplate(&b, name, data); err != nil {
		panic("simcloud: " + err.Error())
	}
	return httpd.Answer{Status: status, Body: b.Bytes()}.With("Content-Type", "text/html; charset=utf-8").
		With("X-Frame-Options", "DENY").With("Referrer-Policy", "no-referrer")
}
