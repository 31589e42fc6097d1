package login

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"net/url"
	"strings"
	"time"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/page"
	"tenantry/backend/simcloud/present"
	"tenantry/backend/simcloud/token"
	"tenantry/backend/simcloud/world"
)

// The token endpoint stops a client that asks the same too often (AADSTS50196, api/facts.md 3.4).
// Microsoft names no number; this is generous for a client that caches its tokens.
const (
	loopWindow = 5 * time.Minute
	loopLimit  = 60
)

// Platform is the identity platform. Its exported fields are what it needs of the rest of the cloud.
type Platform struct {
	World       *world.World
	Customers   *present.Customers
	Tokens      *token.Mint
	Trouble     *httpd.Trouble
	ServiceAt   func(base string) (httpd.Service, bool) // whose base URL it is
	AutoApprove bool                                    // sign-ins need no click

	signIns   signIns
	limits    httpd.Limits
	withdrawn withdrawn
}

// Routes are the addresses that the platform answers at.
func (p *Platform) Routes() *httpd.Router {
	r := &httpd.Router{
		Lost: func(_ *httpd.Query, status int) httpd.Answer {
			return page.Plain(status, "Not found", "There is no such page.")
		},
		Broken: func(_ *httpd.Query, status int) httpd.Answer {
			return page.Plain(status, http.StatusText(status), httpd.Unavailable)
		},
		Dress: func(q *httpd.Query, a httpd.Answer) httpd.Answer {
			return a.With("x-ms-request-id", q.ID).With("Cache-Control", "no-store, no-cache")
		},
	}
	r.Handle("GET", "/{}/oauth2/v2.0/authorize", p.authorize)
	r.Handle("POST", "/{}/oauth2/v2.0/decide", p.decide)
	r.Handle("POST", "/{}/oauth2/v2.0/devicecode", p.deviceCode)
	r.Handle("GET", "/devicelogin", p.devicePage)
	r.Handle("POST", "/devicelogin", p.decideDevice)
	r.Handle("POST", "/{}/oauth2/v2.0/token", p.token)
	r.Handle("GET", "/{}/v2.0/adminconsent", p.adminConsent)
	r.Handle("POST", "/{}/v2.0/adminconsent", p.decideConsent)
	r.Handle("GET", "/{}/oauth2/v2.0/logout", func(*httpd.Query) httpd.Answer {
		return page.Plain(http.StatusOK, "You signed out", "You can close this page.")
	})
	r.Handle("GET", "/{}/v2.0/.well-known/openid-configuration", p.openIDConfiguration)
	r.Handle("GET", "/{}/discovery/instance", instance)
	r.Handle("GET", "/{}/discovery/v2.0/keys", keys)
	return r
}

// directory finds whose sign-in a path names.
func (p *Platform) directory(name string) (int, *signInError) {
	i, ok := p.World.Directory(name)
	switch {
	case ok:
		return i, nil
	case world.IsGUID(name) || strings.Contains(name, "."):
		return 0, errNoTenant.about(name)
	}
	return 0, errBadTenant.about(name)
}

// token is POST /{tenant}/oauth2/v2.0/token.
func (p *Platform) token(q *httpd.Query) httpd.Answer {
	form, err := url.ParseQuery(string(q.Content))
	if err != nil {
		return errMissing.about("grant_type").answer(q)
	}
	index, e := p.directory(q.Args[0])
	wait := p.Trouble.Throttled(q)
	switch {
	case wait > 0:
		return errTenantThrottled.after(wait).answer(q)
	case e != nil:
		return e.answer(q)
	case form.Get("client_secret") != "" || form.Get("client_assertion") != "":
		return errSecret.is().answer(q)
	case form.Get("client_id") != world.ClientID:
		return errUnknownApp.about(form.Get("client_id")).answer(q)
	}
	g := grant{tenant: index, scope: form.Get("scope"), clientInfo: form.Get("client_info") == "1"}
	switch kind := form.Get("grant_type"); kind {
	case "authorization_code":
		e = p.byCode(form, q, &g)
	case "refresh_token":
		e = p.byRefresh(form, q, &g)
	case "urn:ietf:params:oauth:grant-type:device_code", "device_code":
		var d *device
		if d, e = p.redeemDevice(form.Get("device_code"), q.At); e == nil {
			g.signedIn, g.scope = d.signedIn, d.scope
		}
	case "":
		e = errMissing.about("grant_type")
	default:
		e = errGrantType.about(kind)
	}
	if e != nil {
		return e.answer(q)
	}
	return p.issue(q, g)
}

// grant is a right to a token that was found good.
type grant struct {
	tenant     int
	scope      string
	nonce      string
	signedIn   int // the turn
	clientInfo bool
}

func (p *Platform) byCode(form url.Values, q *httpd.Query, g *grant) *signInError {
	verifier := form.Get("code_verifier")
	if verifier == "" {
		return errMissing.about("code_verifier")
	}
	found, e := p.signIns.redeem(form.Get("code"), q.At)
	if e != nil {
		return e
	}
	sum := sha256.Sum256([]byte(verifier))
	if subtle.ConstantTimeCompare([]byte(token.Base64.EncodeToString(sum[:])), []byte(found.challenge)) != 1 {
		return errVerifier.is()
	}
	if form.Get("redirect_uri") != found.redirect {
		return errRedirect.about(form.Get("redirect_uri"))
	}
	if g.scope == "" {
		g.scope = found.scope
	}
	g.signedIn, g.nonce = found.signedIn, found.nonce
	return nil
}

func (p *Platform) byRefresh(form url.Values, q *httpd.Query, g *grant) *signInError {
	r, ok := p.Tokens.ReadRefresh(form.Get("refresh_token"))
	switch {
	case !ok || r.Client != world.ClientID:
		return errBadGrant.is()
	case q.At.Sub(time.UnixMilli(r.Issued)) > token.RefreshLife:
		return errTokenTooOld.is()
	case p.Tokens.Revoked(r):
		return errRevoked.is()
	}
	loop := httpd.Limit{Of: "loop", Tenant: q.Args[0], Scope: form.Get("scope")}
	if p.limits.Spend(loop, q.At, loopWindow, loopLimit, 1) > 0 {
		return errLoop.is()
	}
	g.signedIn = r.SignedIn
	return nil
}

// issue writes the tokens of a grant, if the tenant lets the user and the app in.
func (p *Platform) issue(q *httpd.Query, g grant) httpd.Answer {
	want, e := p.parseScope(g.scope)
	if e == nil {
		e = p.admits(g, want)
	}
	if e != nil {
		return e.answer(q)
	}
	tid := p.World.ID(g.tenant)
	body := map[string]any{
		"token_type": "Bearer", "scope": want.scope, "expires_in": int(token.AccessLife.Seconds()), "ext_expires_in": int(token.AccessLife.Seconds()),
		"access_token": p.Tokens.WriteAccess(token.Access{Audience: token.Audience(want.service), Issuer: q.Base() + "/" + tid + "/v2.0",
			Tenant: tid, Object: world.UserID, UPN: world.Username, App: world.ClientID, Scope: strings.Join(p.granted(want.service), " "),
			Issued: q.At.Unix(), Expires: q.At.Add(token.AccessLife).Unix(), SignedIn: g.signedIn, IssuedIn: p.Tokens.Turn()}),
	}
	if want.offline {
		// A new one at every use; the old one stays good until the sign-in is revoked (api/facts.md 3.3).
		body["refresh_token"] = p.Tokens.WriteRefresh(token.Refresh{Client: world.ClientID, Issued: q.At.UnixMilli(), SignedIn: g.signedIn, Serial: rand.Text()})
	}
	if want.openID {
		body["id_token"] = idToken(q, tid, g.nonce)
	}
	if g.clientInfo {
		body["client_info"] = token.Base64.EncodeToString([]byte(`{"uid":"` + world.UserID + `","utid":"` + world.PartnerID + `"}`))
	}
	return httpd.JSON(http.StatusOK, body).With("Pragma", "no-cache")
}

// admits says whether a tenant gives a token for a resource.
func (p *Platform) admits(g grant, want request) *signInError {
	index := g.tenant
	if index == world.Partner {
		return nil
	}
	if p.Customers.Gone(index) {
		return errNotInTenant.is()
	}
	switch p.Customers.Access(index) {
	case world.Unassigned, world.Expired, world.Resold:
		return errNotInTenant.is()
	case world.Blocked:
		return errBlocked.is()
	case world.NoConsent:
		return errNoConsent.is()
	case world.WantsMFA:
		if !p.Tokens.Shown(token.Demand{By: httpd.Login, Tenant: index}, g.signedIn) {
			return errWantsMFA.about(want.resource)
		}
	}
	if want.service == httpd.PartnerCenter {
		return errNoResource.about(want.resource) // Partner Center knows the partner's tenant only
	}
	return nil
}
