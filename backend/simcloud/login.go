package simcloud

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"net/url"
	"strings"
	"time"

	"tenantry/backend/simcloud/world"
)

// The token endpoint stops a client that asks the same too often (AADSTS50196, api/facts.md 3.4).
// Microsoft names no number; this is generous for a client that caches its tokens.
const (
	loopWindow = 5 * time.Minute
	loopLimit  = 60
)

func (c *Cloud) loginRoutes() *router {
	r := &router{lost: func(q *query, status int) answer {
		return donePageWith(status, "Not found", "There is no such page.")
	}}
	r.handle("GET", "/{}/oauth2/v2.0/authorize", c.authorize)
	r.handle("POST", "/{}/oauth2/v2.0/decide", c.decide)
	r.handle("POST", "/{}/oauth2/v2.0/devicecode", c.deviceCode)
	r.handle("GET", "/devicelogin", c.devicePage)
	r.handle("POST", "/devicelogin", c.decideDevice)
	r.handle("POST", "/{}/oauth2/v2.0/token", c.token)
	r.handle("GET", "/{}/oauth2/v2.0/logout", func(*query) answer {
		return donePage("You signed out", "You can close this page.")
	})
	c.discoveryRoutes(r)
	c.controlRoutes(r)
	return r
}

func donePageWith(status int, title, text string) answer {
	a := donePage(title, text)
	a.status = status
	return a
}

// partnerIndex stands for the partner's own tenant among the customers' indexes.
const partnerIndex = -1

// tenant finds whose sign-in a path names: the partner's (also "common" and "organizations") or a customer's.
func (c *Cloud) tenant(name string) (int, *signInError) {
	switch n := strings.ToLower(name); {
	case n == TenantID || n == partnerInitial || n == partnerDomain || n == "common" || n == "organizations":
		return partnerIndex, nil
	case world.IsGUID(n) || strings.Contains(n, "."):
		if i, ok := c.world.Lookup(n); ok {
			return i, nil
		}
		return 0, errNoTenant.about(name)
	}
	return 0, errBadTenant.about(name)
}

func (c *Cloud) tenantID(index int) string {
	if index == partnerIndex {
		return TenantID
	}
	return c.world.ID(index)
}

// token is POST /{tenant}/oauth2/v2.0/token.
func (c *Cloud) token(q *query) answer {
	form, err := url.ParseQuery(string(q.body))
	if err != nil {
		return errMissing.about("grant_type").answer(q)
	}
	index, e := c.tenant(q.args[0])
	switch {
	case c.changes.throttled(Login) > 0:
		return errTenantThrottled.wait(c.changes.lastWait(Login)).answer(q)
	case e != nil:
		return e.answer(q)
	case form.Get("client_secret") != "" || form.Get("client_assertion") != "":
		return errSecret.is().answer(q)
	case form.Get("client_id") != ClientID:
		return errUnknownApp.about(form.Get("client_id")).answer(q)
	}
	g := grant{tenant: index, scope: form.Get("scope"), clientInfo: form.Get("client_info") == "1"}
	switch kind := form.Get("grant_type"); kind {
	case "authorization_code":
		e = c.byCode(form, q, &g)
	case "refresh_token":
		e = c.byRefresh(form, q, &g)
	case "urn:ietf:params:oauth:grant-type:device_code", "device_code":
		var d *device
		if d, e = c.redeemDevice(form.Get("device_code"), q.at); e == nil {
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
	return c.issue(q, g)
}

// grant is a right to a token that was found good.
type grant struct {
	tenant     int
	scope      string
	nonce      string
	signedIn   int // the turn
	clientInfo bool
}

func (c *Cloud) byCode(form url.Values, q *query, g *grant) *signInError {
	verifier := form.Get("code_verifier")
	if verifier == "" {
		return errMissing.about("code_verifier")
	}
	found, e := c.signIns.redeem(form.Get("code"), q.at)
	if e != nil {
		return e
	}
	sum := sha256.Sum256([]byte(verifier))
	if subtle.ConstantTimeCompare([]byte(b64.EncodeToString(sum[:])), []byte(found.challenge)) != 1 {
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

func (c *Cloud) byRefresh(form url.Values, q *query, g *grant) *signInError {
	r, ok := c.unsealRefresh(form.Get("refresh_token"))
	switch {
	case !ok || r.Client != ClientID:
		return errBadGrant.is()
	case q.at.Sub(time.UnixMilli(r.Issued)) > refreshLife:
		return errTokenTooOld.is()
	case c.changes.before(r.SignedIn, &c.changes.ended):
		return errRevoked.is()
	}
	key := limitKey{of: "loop", tenant: q.args[0], scope: form.Get("scope")}
	if c.limits.spend(key, q.at, loopWindow, loopLimit, 1) > 0 {
		return errLoop.is()
	}
	g.signedIn = r.SignedIn
	return nil
}

// issue writes the tokens of a grant, if the tenant lets the user and the app in.
func (c *Cloud) issue(q *query, g grant) answer {
	want, e := c.parseScope(g.scope)
	if e == nil {
		e = c.admits(g.tenant, want)
	}
	if e != nil {
		return e.answer(q)
	}
	tid := c.tenantID(g.tenant)
	body := map[string]any{
		"token_type": "Bearer", "scope": want.scope, "expires_in": int(accessLife.Seconds()), "ext_expires_in": int(accessLife.Seconds()),
		"access_token": c.seal(jwtHeadEncoded, access{Audience: "urn:simcloud:" + string(want.service), Issuer: q.base() + "/" + tid + "/v2.0",
			Tenant: tid, Object: userObject, UPN: Username, App: ClientID, Scope: strings.Join(granted[want.service], " "),
			Issued: q.at.Unix(), Expires: q.at.Add(accessLife).Unix(), SignedIn: g.signedIn, IssuedIn: c.changes.now()}),
	}
	if want.offline {
		// A new one at every use; the old one stays good until the sign-in is revoked (api/facts.md 3.3).
		body["refresh_token"] = c.sealRefresh(refresh{Client: ClientID, Issued: q.at.UnixMilli(), SignedIn: g.signedIn, Serial: rand.Text()})
	}
	if want.openID {
		body["id_token"] = c.idToken(q, tid, g.nonce)
	}
	if g.clientInfo {
		body["client_info"] = b64.EncodeToString([]byte(`{"uid":"` + userObject + `","utid":"` + TenantID + `"}`))
	}
	return jsonAnswer(http.StatusOK, body).with("Pragma", "no-cache")
}

// admits says whether a tenant gives a token for a resource.
func (c *Cloud) admits(index int, want request) *signInError {
	if index == partnerIndex {
		return nil
	}
	if c.changes.gone(index) {
		return errNotInTenant.is()
	}
	switch c.access(index) {
	case world.Unassigned, world.Expired:
		return errNotInTenant.is()
	case world.Blocked:
		return errBlocked.is()
	case world.NoConsent:
		return errNoConsent.is()
	}
	if want.service == PartnerCenter {
		return errNoResource.about(want.resource) // Partner Center knows the partner's tenant only
	}
	return nil
}
