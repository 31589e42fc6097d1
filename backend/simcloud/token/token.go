package token

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"

	"tenantry/backend/simcloud/httpd"
)

// How long tokens live (api/facts.md 3).
const (
	AccessLife  = 3599 * time.Second
	RefreshLife = 90 * 24 * time.Hour
)

// Base64 is how tokens write bytes: for URLs, without padding.
var Base64 = base64.RawURLEncoding

// Access is what an access token says. Clients must treat the token as opaque.
type Access struct {
	Audience string `json:"aud"`
	Issuer   string `json:"iss"`
	Tenant   string `json:"tid"`
	Object   string `json:"oid"`
	UPN      string `json:"upn"`
	App      string `json:"appid"`
	Scope    string `json:"scp"`
	Issued   int64  `json:"iat"`
	Expires  int64  `json:"exp"`
	SignedIn int    `json:"sim_auth"`   // the turn in which the person signed in
	IssuedIn int    `json:"sim_issued"` // the turn in which the token was issued
}

// Audience names a service in a token.
func Audience(s httpd.Service) string { return "urn:simcloud:" + string(s) }

// Refresh is what a refresh token says: bound to user and client, not to a resource or tenant.
type Refresh struct {
	Client   string `json:"c"`
	Issued   int64  `json:"i"` // milliseconds
	SignedIn int    `json:"a"` // the turn
	Serial   string `json:"n"` // makes each one new
}

var accessHead = Base64.EncodeToString([]byte(`{"typ":"JWT","alg":"HS256","kid":"simcloud"}`))

// refreshHead looks like the start of Microsoft's own.
const refreshHead = "1.AXkA"

// WriteAccess signs an access token.
func (m *Mint) WriteAccess(a Access) string { return m.seal(accessHead, a) }

// WriteRefresh signs a refresh token.
func (m *Mint) WriteRefresh(r Refresh) string { return m.seal(refreshHead, r) }

// ReadRefresh reads a refresh token of this cloud's; false for anything else.
func (m *Mint) ReadRefresh(text string) (r Refresh, ok bool) {
	return r, m.unseal(refreshHead, text, &r)
}

// Bearer reads a request's token and says what is wrong with it.
func (m *Mint) Bearer(q *httpd.Query) (a Access, problem string) {
	return m.ReadBearer(q, q.Header.Get("Authorization"))
}

// ReadBearer reads what an Authorization header holds, or one like it, for the service of a request.
func (m *Mint) ReadBearer(q *httpd.Query, header string) (a Access, problem string) {
	scheme, text, _ := strings.Cut(header, " ")
	switch {
	case !strings.EqualFold(scheme, "Bearer") || text == "":
		return a, "Access token is empty."
	case !m.unseal(accessHead, text, &a):
		return a, "CompactToken parsing failed with error code: 80049217"
	case a.Audience != Audience(q.Service):
		return a, "Access token validation failure. Invalid audience."
	case q.At.Unix() >= a.Expires || m.stale(a):
		return a, "Lifetime validation failed, the token is expired."
	}
	return a, ""
}

func (m *Mint) sign(text string) string {
	h := hmac.New(sha256.New, m.key[:])
	h.Write([]byte(text))
	return Base64.EncodeToString(h.Sum(nil))
}

// seal writes claims as a signed token: head.payload.signature.
func (m *Mint) seal(head string, claims any) string {
	payload, err := json.Marshal(claims)
	if err != nil {
		panic("simcloud: " + err.Error())
	}
	text := head + "." + Base64.EncodeToString(payload)
	return text + "." + m.sign(text)
}

// unseal reads a token that seal wrote under the same head.
func (m *Mint) unseal(head, text string, claims any) bool {
	end := strings.LastIndexByte(text, '.')
	if end < 0 || !strings.HasPrefix(text, head+".") || end <= len(head) {
		return false
	}
	if !hmac.Equal([]byte(m.sign(text[:end])), []byte(text[end+1:])) {
		return false
	}
	payload, err := Base64.DecodeString(text[len(head)+1 : end])
	return err == nil && json.Unmarshal(payload, claims) == nil
}
