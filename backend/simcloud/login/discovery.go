package login

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/json"
	"math/big"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/token"
	"tenantry/backend/simcloud/world"
)

// signingKey signs id tokens, RS256 as the identity platform does. It is made when first needed, once
// for all clouds of the process, for making one takes a while.
var signingKey = sync.OnceValue(func() *rsa.PrivateKey {
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic("simcloud: " + err.Error())
	}
	return k
})

const keyID = "simcloud-1"

// keys are the public keys that id tokens are checked with.
func keys(*httpd.Query) httpd.Answer {
	k := signingKey().PublicKey
	return httpd.JSON(http.StatusOK, map[string]any{"keys": []any{map[string]any{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": keyID,
		"n": token.Base64.EncodeToString(k.N.Bytes()), "e": token.Base64.EncodeToString(big.NewInt(int64(k.E)).Bytes())}}})
}

func (p *Platform) openIDConfiguration(q *httpd.Query) httpd.Answer {
	name := strings.ToLower(q.Args[0])
	index, e := p.directory(name)
	if e != nil {
		return e.answer(q)
	}
	issuer := p.World.ID(index)
	if name == "common" || name == "organizations" {
		issuer = "{tenantid}"
	}
	base := q.Base()
	at := base + "/" + url.PathEscape(q.Args[0])
	return httpd.JSON(http.StatusOK, map[string]any{
		"issuer":                                base + "/" + issuer + "/v2.0",
		"authorization_endpoint":                at + "/oauth2/v2.0/authorize",
		"token_endpoint":                        at + "/oauth2/v2.0/token",
		"device_authorization_endpoint":         at + "/oauth2/v2.0/devicecode",
		"end_session_endpoint":                  at + "/oauth2/v2.0/logout",
		"jwks_uri":                              at + "/discovery/v2.0/keys",
		"token_endpoint_auth_methods_supported": []string{"none"},
		"response_modes_supported":              []string{"query", "form_post"},
		"response_types_supported":              []string{"code"},
		"code_challenge_methods_supported":      []string{"S256"},
		"subject_types_supported":               []string{"pairwise"},
		"id_token_signing_alg_values_supported": []string{"RS256"},
		"scopes_supported":                      []string{"openid", "profile", "email", "offline_access"},
		"tenant_region_scope":                   "EU",
		"cloud_instance_name":                   q.Host,
	})
}

// instance is what MSAL asks to learn whether it may trust an authority.
func instance(q *httpd.Query) httpd.Answer {
	host := strings.TrimPrefix(strings.TrimPrefix(q.Base(), "https://"), "http://")
	return httpd.JSON(http.StatusOK, map[string]any{
		"tenant_discovery_endpoint": q.Base() + "/" + world.PartnerID + "/v2.0/.well-known/openid-configuration",
		"api-version":               "1.1",
		"metadata":                  []any{map[string]any{"preferred_network": host, "preferred_cache": host, "aliases": []string{host}}},
	})
}

// idToken says who signed in.
func idToken(q *httpd.Query, tid, nonce string) string {
	claims := map[string]any{"ver": "2.0", "iss": q.Base() + "/" + tid + "/v2.0", "aud": world.ClientID, "sub": world.UserID, "oid": world.UserID,
		"tid": tid, "name": world.UserName, "preferred_username": world.Username, "iat": q.At.Unix(), "nbf": q.At.Unix(), "exp": q.At.Add(token.AccessLife).Unix()}
	if nonce != "" {
		claims["nonce"] = nonce
	}
	head, _ := json.Marshal(map[string]string{"typ": "JWT", "alg": "RS256", "kid": keyID})
	body, _ := json.Marshal(claims)
	text := token.Base64.EncodeToString(head) + "." + token.Base64.EncodeToString(body)
	sum := sha256.Sum256([]byte(text))
	sig, err := rsa.SignPKCS1v15(rand.Reader, signingKey(), crypto.SHA256, sum[:])
	if err != nil {
		panic("simcloud: " + err.Error())
	}
	return text + "." + token.Base64.EncodeToString(sig)
}
