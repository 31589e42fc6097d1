package graph

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"unicode"

	xhtml "golang.org/x/net/html"

	"tenantry/backend/wire"
)

func postOf(t testing.TB, contentType, content string) (html, text string) {
	t.Helper()
	b, err := json.Marshal(map[string]any{"description": map[string]string{"contentType": contentType, "content": content}})
	if err != nil {
		t.Fatal(err)
	}
	var p post
	if err := json.Unmarshal(b, &p); err != nil {
		t.Fatal(err)
	}
	out := new(sanitiser).post(p)
	return out.HTML, out.Text
}

func TestAPostKeepsItsWordsAndLosesItsTeeth(t *testing.T) {
	const rel = ` rel="noreferrer noopener" target="_blank"`
	for name, tc := range map[string]struct{ kind, in, html, text string }{
		"plain":      {"html", "We'll see.", "We&#39;ll see.", "We'll see."},
		"paragraphs": {"html", "<p>One <b>two</b></p><p>Three<br/>four</p>", "<p>One <b>two</b></p><p>Three<br/>four</p>", "One two\n\nThree\nfour"},
		"list":       {"html", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>after", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>after", "- a\n- b\nafter"},
		"table":      {"html", "<table><tr><td>a</td><td>5</td></tr></table>", "<table><tr><td>a</td><td>5</td></tr></table>", "a | 5"},
		"lines":      {"html", "Title: x\n\nUser impact: y", "Title: x<br><br>User impact: y", "Title: x\n\nUser impact: y"},
		"line wraps": {"html", "<p>one\ntwo</p>", "<p>one\ntwo</p>", "one two"},
		"text":       {"text", "a <b>\nc", "a &lt;b&gt;<br>c", "a <b>\nc"},
		"text type":  {"Text", "x < y & z", "x &lt; y &amp; z", "x < y & z"},
		"entities":   {"html", "caf&eacute; &lt;script&gt; &#x1F600;", "café &lt;script&gt; 😀", "café <script> 😀"},
		"link":       {"Html", `<a href="https://aka.ms/x" onclick="x()">here</a>`, `<a href="https://aka.ms/x"` + rel + `>here</a>`, "here"},
		"http link":  {"html", `<a href="http://aka.ms/x?a=1&amp;b=2">here</a>`, "here (http://aka.ms/x?a=1&amp;b=2)", "here (http://aka.ms/x?a=1&b=2)"},
		"bare link":  {"html", `<a href="http://aka.ms/x">http://aka.ms/x</a>`, "http://aka.ms/x", "http://aka.ms/x"},
		"picture":    {"html", `<p>so: <img src="https://x.test/a.png" alt="a &lt;chart&gt;"><img alt=""></p>`, "<p>so:  [a &lt;chart&gt;] </p>", "so: [a <chart>]"},
		"rows":       {"html", "<table><tr><th>Region</th><th>Share</th></tr><tr><td>Europe</td><td>10 %</td></tr></table>", "<table><tr><th>Region</th><th>Share</th></tr><tr><td>Europe</td><td>10 %</td></tr></table>", "Region | Share\nEurope | 10 %"},
		"alt script": {"html", `<img alt="<script>alert(1)</script>">`, "[&lt;script&gt;alert(1)&lt;/script&gt;]", "[<script>alert(1)</script>]"},
		"javascript": {"html", `<a href="javascript:alert(1)">here</a>`, "here", "here"},
		"blanks":     {"html", "<a href=\"java\nscript:alert(1)\">here</a>", "here", "here"},
		"data link":  {"html", `<a href="data:text/html,x">here</a>`, "here", "here"},
		"relative":   {"html", `<a href="/x">here</a><a href="//evil.test">there</a>`, `herethere`, "herethere"},
		"script":     {"html", `a<script>alert(1)</script>b<style>p{}</style>c`, "abc", "abc"},
		"handler":    {"html", `<img src=x onerror=alert(1)>a<svg onload=alert(1)>b`, "ab", "ab"},
		"attributes": {"html", `<p style="position:fixed" class="x" id="y">a</p>`, "<p>a</p>", "a"},
		"frame":      {"html", `<iframe src="https://evil.test"></iframe>a<form action="https://evil.test"><input name="password"></form>`, "a", "a"},
		"comment":    {"html", `a<!-- <script> -->b<![CDATA[x]]>`, "ab", "ab"},
		"terminal":   {"html", "a\x1b[31mred\x1b[0m\x07", "a[31mred[0m", "a[31mred[0m"},
		"nothing":    {"html", "  ", "", ""},
		"unclosed":   {"html", "<p>a<b>b", "<p>a<b>b", "ab"},
	} {
		html, text := postOf(t, tc.kind, tc.in)
		if html != tc.html || text != tc.text {
			t.Errorf("%s:\n html %q\n want %q\n text %q\n want %q", name, html, tc.html, text, tc.text)
		}
	}
}

// allowed are the elements that may come out, each with the attributes that it may have.
var allowedOut = map[string]string{"p": "", "div": "", "br": "", "b": "", "strong": "", "i": "", "em": "", "u": "", "ul": "", "ol": "", "li": "", "h3": "", "h4": "",
	"h5": "", "h6": "", "blockquote": "", "pre": "", "code": "", "table": "", "thead": "", "tbody": "", "tr": "", "th": "", "td": "", "a": "href target rel"}

func FuzzNothingDangerousComesOutOfAPost(f *testing.F) {
	for _, s := range []string{
		`<p>fine</p>`, `<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `<a href="javascript:alert(1)">x</a>`, `<a href="https://x.test/?a=1&b=2" onclick=y>x</a>`,
		`<svg><script>1</script></svg>`, `<math><mi//xlink:href="data:x,<script>">`, `<<script>script>x`, `<a href=" java&#9;script:x">x</a>`, `<p title="<script>">`, `&lt;script&gt;`,
		`<noscript><p title="</noscript><img src=x onerror=alert(1)>">`, `<!--><img src=x onerror=y>-->`, `<iframe srcdoc="<script>">`, `<style>@import "x"</style>`, `<plaintext><p>`, "<p\x00 onclick=x>", `<a href="https:&#x2F;/x">`,
	} {
		f.Add("html", s)
		f.Add("text", s)
	}
	f.Fuzz(func(t *testing.T, kind, content string) {
		html, text := postOf(t, kind, content)
		z := xhtml.NewTokenizer(strings.NewReader(html))
		for z.Next() != xhtml.ErrorToken {
			token := z.Token()
			switch token.Type {
			case xhtml.CommentToken, xhtml.DoctypeToken:
				t.Fatalf("%q gives %q with a %s", content, html, token.Type)
			case xhtml.StartTagToken, xhtml.SelfClosingTagToken, xhtml.EndTagToken:
				attributes, known := allowedOut[token.Data]
				if !known {
					t.Fatalf("%q gives %q with <%s>", content, html, token.Data)
				}
				for _, a := range token.Attr {
					if !strings.Contains(" "+attributes+" ", " "+a.Key+" ") || a.Key == "" {
						t.Fatalf("%q gives %q with %s=", content, html, a.Key)
					}
					if a.Key == "href" && !strings.HasPrefix(strings.ToLower(a.Val), "https:") {
						t.Fatalf("%q gives %q with a link to %q", content, html, a.Val)
					}
				}
			}
		}
		if strings.Contains(strings.ToLower(html), "<script") {
			t.Fatalf("%q gives %q", content, html)
		}
		if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }) {
			t.Fatalf("%q gives the terminal %q", content, text)
		}
	})
}

func TestAPostIsJudgedOnceAndItsTimeIsItsOwn(t *testing.T) {
	var m sanitiser
	var p post
	p.Description.Type, p.Description.Content = "HTML", "<p>a</p>"
	first := m.post(p)
	p.CreatedAt.Time, p.Description.Type = noon(), "html"
	second := m.post(p)
	p.Description.Type = "text"
	third := m.post(p)
	if len(m.done) != 2 || first.HTML != second.HTML || !second.At.Equal(noon()) || third.HTML == second.HTML {
		t.Error(len(m.done), first, second, third)
	}
	for i := range memory + 10 {
		p.Description.Content = wire.Text(strconv.Itoa(i))
		m.post(p)
	}
	if len(m.done) > memory {
		t.Error("the memory has no end:", len(m.done))
	}
}

func BenchmarkPost(b *testing.B) {
	content := strings.Repeat(`<p><strong>Current status:</strong> We're reviewing service logs &amp; traces to isolate the cause. See <a href="https://aka.ms/x">this</a>.</p><ul><li>one</li><li>two</li></ul>`, 4)
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		plain(sanitise("html", content))
	}
}
