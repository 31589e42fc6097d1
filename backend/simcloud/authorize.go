package simcloud

import (
	"net/http"
	"net/url"
	"strings"
)

// authorize is GET /{tenant}/oauth2/v2.0/authorize (api/facts.md 3.1). Errors of the client or of the
// redirect are shown on a page, for there is nowhere safe to send them; all others go to the redirect.
func (c *Cloud) authorize(q *query) answer {
	v := q.opts
	if _, e := c.tenant(q.args[0]); e != nil {
		return errorPage(e)
	}
	if v.Get("client_id") != ClientID {
		return errorPage(errUnknownApp.about(v.Get("client_id")))
	}
	if !loopbackRedirect(v.Get("redirect_uri")) {
		return errorPage(errRedirect.about(v.Get("redirect_uri")))
	}
	p := pending{tenant: q.args[0], redirect: v.Get("redirect_uri"), mode: v.Get("response_mode"), state: v.Get("state"),
		challenge: v.Get("code_challenge"), scope: v.Get("scope"), nonce: v.Get("nonce")}
	if p.mode == "" {
		p.mode = "query"
	}
	if e := c.checkAuthorize(v, p); e != nil {
		return p.send(url.Values{"error": {e.error}, "error_description": {e.described()}})
	}
	if c.opts.AutoApprove {
		if !strings.Contains(q.Header.Get("Accept"), "text/html") {
			p.mode = "query" // no browser is there to submit a form, so the page redirects at once
		}
		return c.approve(p, q)
	}
	return accountPage(q.args[0], c.signIns.newPage(p, q.at))
}

func (c *Cloud) checkAuthorize(v url.Values, p pending) *signInError {
	switch {
	case v.Get("response_type") != "code":
		return errResponseType.about(v.Get("response_type"))
	case p.mode != "query" && p.mode != "form_post":
		return errResponseMode.about(p.mode)
	case v.Get("code_challenge_method") != "S256" || len(p.challenge) != 43:
		return errNoChallenge.is()
	case p.scope == "":
		return errMissing.about("scope")
	case v.Get("prompt") == "none":
		return errLoginRequired.is()
	}
	for _, s := range strings.Fields(p.scope) { // several resources may be asked for consent at once
		if s == "offline_access" {
			continue
		}
		if _, e := c.parseScope(s); e != nil {
			return e
		}
	}
	return nil
}

// decide is the click on the account page.
func (c *Cloud) decide(q *query) answer {
	form, _ := url.ParseQuery(string(q.body))
	p, ok := c.signIns.takePage(form.Get("request"))
	if !ok || q.at.After(p.until) {
		return errorPage(errCodeOld.is())
	}
	if form.Get("answer") != "approve" {
		return p.send(url.Values{"error": {"access_denied"}, "error_description": {"the user canceled the authentication"}})
	}
	return c.approve(p, q)
}

func (c *Cloud) approve(p pending, q *query) answer {
	return p.send(url.Values{"code": {c.signIns.newCode(p, c.changes.now(), q.at)}, "session_state": {q.id}})
}

// send carries values to the redirect in the mode that was asked for.
func (p pending) send(v url.Values) answer {
	if p.state != "" {
		v.Set("state", p.state)
	}
	if p.mode == "form_post" {
		return formPostPage(p.redirect, v)
	}
	u, _ := url.Parse(p.redirect)
	if u.Path == "" {
		u.Path = "/" // a redirect without a path comes back with a trailing slash
	}
	u.RawQuery = v.Encode()
	return answer{status: http.StatusFound}.with("Location", u.String())
}

// loopbackRedirect allows what is registered: http://localhost and http://127.0.0.1. The port is
// ignored in matching, the path is not.
func loopbackRedirect(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme == "http" && (u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1") &&
		(u.Path == "" || u.Path == "/") && u.RawQuery == "" && u.Fragment == "" && u.User == nil
}
