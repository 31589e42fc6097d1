package msauth

import (
	"html/template"
	"net/http"

	"golang.org/x/text/language"
)

// pageKind is what the browser is told at the end.
type pageKind int

const (
	pageDone pageKind = iota
	pageFailed
	pageWrong
)

type pageText struct{ Lang, Title, Text string }

// pages are in the order of the languages below, then of the kinds.
var pages = [2][3]pageText{
	{
		{"en", "You are signed in", "You can close this window and go back to Tenantry."},
		{"en", "The sign-in did not succeed", "Go back to Tenantry: it says why and what to do."},
		{"en", "This page is not for you to open", "It belongs to a sign-in of Tenantry that is over or was never begun here. Start the sign-in in Tenantry."},
	},
	{
		{"fr", "Connexion réussie", "Vous pouvez fermer cette fenêtre et revenir à Tenantry."},
		{"fr", "La connexion n’a pas abouti", "Revenez à Tenantry\u00a0: la raison et la marche à suivre y sont indiquées."},
		{"fr", "Cette page n’est pas à ouvrir ainsi", "Elle appartient à une connexion de Tenantry terminée ou jamais commencée ici. Lancez la connexion dans Tenantry."},
	},
}

var languages = language.NewMatcher([]language.Tag{language.English, language.French})

// pageTemplate loads nothing from anywhere and follows the system's light or dark scheme.
var pageTemplate = template.Must(template.New("").Parse(`<!doctype html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}} – Tenantry</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.5 "Segoe UI", system-ui, sans-serif; display: grid; place-items: center; min-height: 90vh; margin: 1rem; }
main { max-width: 32rem; }
h1 { font-size: 1.5rem; font-weight: 600; line-height: 1.25; }
</style>
</head>
<body>
<main>
<h1>{{.Title}}</h1>
<p>{{.Text}}</p>
</main>
</body>
</html>
`))

// writePage answers the browser in English or French.
func writePage(w http.ResponseWriter, status int, acceptLanguage string, kind pageKind) {
	_, which := language.MatchStrings(languages, acceptLanguage)
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", pages[which][kind].Lang)
	h.Set("Vary", "Accept-Language")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_ = pageTemplate.Execute(w, pages[which][kind])
}
