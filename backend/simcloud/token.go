package simcloud

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"
)

// How long things live (api/facts.md 3).
const (
	accessLife  = 3599 * time.Second
	refreshLife = 90 * 24 * time.Hour
	codeLife    = 10 * time.Minute
	deviceLife  = 15 * time.Minute
)

var b64 = base64.RawURLEncoding

// access is what an access token says. Clients must treat the token as opaque.
type access struct {
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

func (a access) service() Service { return Service(strings.TrimPrefix(a.Audience, "urn:simcloud:")) }

// refresh is what a refresh token says: bound to user and client, not to a resource or tenant.
type refresh struct {
	Client   string `json:"c"`
	Issued   int64  `json:"i"` // milliseconds
	SignedIn int    `json:"a"` // the turn
	Serial   string `json:"n"` // makes each one new
}

const jwtHead = `{"typ":"JWT","alg":"HS256","kid":"simcloud"}`

var jwtHeadEncoded = b64.EncodeToString([]byte(jwtHead))

func (c *Cloud) sign(text string) string {
	m := hmac.New(sha256.New, c.key[:])
	m.Write([]byte(text))
	return b64.EncodeToString(m.Sum(nil))
}

// seal writes claims as a signed token: head.payload.signature.
func (c *Cloud) seal(head string, claims any) string {
	payload, err := json.Marshal(claims)
	if err != nil {
		panic("simcloud: " + err.Error())
	}
	text := head + "." + b64.EncodeToString(payload)
	return text + "." + c.sign(text)
}

// unseal reads a token that seal wrote under the same head.
func (c *Cloud) unseal(head, token string, claims any) bool {
	end := strings.LastIndexByte(token, '.')
	if end < 0 || !strings.HasPrefix(token, head+".") || end <= len(head) {
		return false
	}
	if !hmac.Equal([]byte(c.sign(token[:end])), []byte(token[end+1:])) {
		return false
	}
	payload, err := b64.DecodeString(token[len(head)+1 : end])
	return err == nil && json.Unmarshal(payload, claims) == nil
}

// refreshHead looks like the start of Microsoft's own.
const refreshHead = "1.AXkA"

func (c *Cloud) sealRefresh(r refresh) string { return c.seal(refreshHead, r) }

func (c *Cloud) unsealRefresh(token string) (r refresh, ok bool) {
	return r, c.unseal(refreshHead, token, &r)
}
