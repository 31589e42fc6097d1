package msauth

import (
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"strings"

	"tenantry/backend/fault"
)

// accountOf reads the account from an id_token. Its signature is not verified: it came straight from
// the token endpoint over TLS, which OpenID Connect Core 3.1.3.7 (6) allows to stand for it. nonce
// must be the one sent; "" where none was (device code).
func accountOf(idToken, clientID, nonce string) (Account, error) {
	var c struct {
		Aud      string `json:"aud"`
		Nonce    string `json:"nonce"`
		Name     string `json:"name"`
		Username string `json:"preferred_username"`
		Tenant   string `json:"tid"`
		Object   string `json:"oid"`
		Subject  string `json:"sub"`
	}
	parts := strings.Split(idToken, ".")
	if len(parts) != 3 {
		return Account{}, badIDToken("signin_token_none")
	}
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil || json.Unmarshal(raw, &c) != nil {
		return Account{}, badIDToken("signin_token_unreadable")
	}
	switch {
	case c.Aud != clientID:
		return Account{}, badIDToken("signin_token_other_app")
	case subtle.ConstantTimeCompare([]byte(c.Nonce), []byte(nonce)) != 1 && nonce != "":
		return Account{}, badIDToken("signin_token_other_signin")
	case c.Tenant == "":
		return Account{}, badIDToken("signin_token_no_tenant")
	}
	id := c.Object
	if id == "" {
		id = c.Subject
	}
	tenant := strings.ToLower(c.Tenant)
	return Account{Name: c.Name, Username: c.Username, Tenant: tenant, HomeAccountID: id + "." + tenant}, nil
}

// homeOf is the home account id in a token answer's client_info: object id and tenant id at home, whatever the
// tenant that was signed in at. Empty where there is none.
func homeOf(clientInfo string) string {
	var who struct {
		Object string `json:"uid"`
		Tenant string `json:"utid"`
	}
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(clientInfo, "="))
	if err != nil || json.Unmarshal(raw, &who) != nil || who.Object == "" || who.Tenant == "" {
		return ""
	}
	return who.Object + "." + strings.ToLower(who.Tenant)
}

func badIDToken(key string) error {
	return fault.New(fault.Upstream, key)
}
