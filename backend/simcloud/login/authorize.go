package login

import (
	"net/http"
	"net/url"
	"strings"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/world"
)

// authorize is GET /{tenant}/oauth2/v2.0/authorize (api/facts.md 3.1). Errors of the client or of the
// redirect are shown on a page, for there is nowhere safe to send them; all others go to the redirect.
func (p *Platform) authorize(q *httpd.Query) httpd.Answer {
	v := q.Params
	if _, e := p.directory(q.Args[0]); e != nil {
		return errorPage(e)
	}
	if v.Get("client_id") != world.ClientID {
		return errorPage(errUnknownApp.about(v.Get("client_id")))
	}
	if !loopbackRedirect(v.Get("redirect_uri")) {
		return errorPage(errRedirect.about(v.Get("redirect_uri")))
	}
	asked := pending{tenant: q.Args[0], redirect: v.Get("redirect_uri"), mode: v.Get("response_mode"), state: v.Get("state"),
		challenge: v.Get("code_challenge"), scope: v.Get("scope"), nonce: v.Get("nonce"), claims: v.Get("claims")}
	if asked.mode == "" {
		asked.mode = "query"
	}
	if e := p.checkAuthorize(v, asked); e != nil {
		return asked.send(url.Values{"error": {e.error}, "error_description": {e.described()}})
	}
	if p.AutoApprove {
		if !strings.Contains(q.Header.Get("Accept"), "text/html") {
			asked.mode = "query" // no browser is there to submit a form, so the page redirects at once
		}
		return p.approve(asked, q)
	}
	return accountPage(q.Args[0], p.signIns.newPage(asked, q.At))
}

func (p *Platform) checkAuthorize(v url.Values, asked pending) *signInError {
	switch {
	case v.Get("response_type") != "code":
		return errResponseType.about(v.Get("response_type"))
	case asked.mode != "query" && asked.mode != "form_post":
		return errResponseMode.about(asked.mode)
	case v.Get("code_challenge_method") != "S256" || len(asked.challenge) != 43:
		return errNoChallenge.is()
	case asked.scope == "":
		return errMissing.about("scope")
	case v.Get("prompt") == "none":
		return errLoginRequired.is()
	}
	for _, s := range strings.Fields(asked.scope) { // several resources may be asked for consent at once
		if s == "offline_access" {
			continue
		}
		if _, e := p.parseScope(s); e != nil {
			return e
		}
	}
	return nil
}

// decide is the click on the account page.
func (p *Platform) decide(q *httpd.Query) httpd.Answer {
	form, _ := url.ParseQuery(string(q.Content))
	asked, ok := p.signIns.takePage(form.Get("request"))
	if !ok || q.At.After(asked.until) {
		return errorPage(errCodeOld.is())
	}
	if form.Get("answer") != "approve" {
		return asked.send(url.Values{"error": {"access_denied"}, "error_description": {"the user canceled the authentication"}})
	}
	return p.approve(asked, q)
}

func (p *Platform) approve(asked pending, q *httpd.Query) httpd.Answer {
	tenant, _ := p.directory(asked.tenant)
	return asked.send(url.Values{"code": {p.signIns.newCode(asked, p.Tokens.SignIn(shows(tenant, asked.claims)...), q.At)}, "session_state": {q.ID}})
}

// send carries values to the redirect in the mode that was asked for.
func (asked pending) send(v url.Values) httpd.Answer {
	if asked.state != "" {
		v.Set("state", asked.state)
	}
	if asked.mode == "form_post" {
		return formPostPage(asked.redirect, v)
	}
	u, _ := url.Parse(asked.redirect)
	if u.Path == "" {
		u.Path = "/" // a redirect without a path comes back with a trailing slash
	}
	u.RawQuery = v.Encode()
	return httpd.Answer{Status: http.StatusFound}.With("Location", u.String())
}

// loopbackRedirect allows what is registered: http://localhost and http://127.0.0.1. The port is
// ignored in matching, the path is not.
func loopbackRedirect(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme == "http" && (u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1") &&
		(u.Path == "" || u.Path == "/") && u.RawQuery == "" && u.Fragment == "" && u.User == nil
}
