package webhook

import (
	"crypto/rand"
	"encoding/base64"
	"net/url"
	"strings"
	"time"

	"tenantry/backend/fault"
)

// Kind is who listens at the address.
type Kind string

// The kinds.
const (
	Generic Kind = "generic" // a program of the user's: our own document, signed
	Teams   Kind = "teams"   // a workflow of Teams: an adaptive card
	Slack   Kind = "slack"   // an incoming webhook of Slack: a text
)

// Kinds lists them.
func Kinds() []Kind { return []Kind{Generic, Teams, Slack} }

// Hook is what is kept of a webhook. Address and Key are secrets.
type Hook struct {
	Kind    Kind      `cbor:"1,keyasint"`
	Address string    `cbor:"2,keyasint"`
	Names   bool      `cbor:"3,keyasint,omitempty"` // customers may be named
	Key     string    `cbor:"4,keyasint,omitempty"` // what a generic one is signed with: "whsec_…"
	Since   time.Time `cbor:"5,keyasint"`           // what was announced before is not sent
}

// maxAddress is the most characters of an address.
const maxAddress = 2048

// parse reads an address: https, with a host and without a user. The fault never repeats it.
func parse(address string) (*url.URL, error) {
	address = strings.TrimSpace(address)
	u, err := url.Parse(address)
	switch {
	case address == "":
		return nil, wrong("webhook_address_missing")
	case len(address) > maxAddress:
		return nil, wrong("webhook_address_long", "most", maxAddress)
	case err != nil || strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r == 0x7f }):
		return nil, wrong("webhook_address_none")
	case !strings.EqualFold(u.Scheme, "https"):
		return nil, wrong("webhook_address_https")
	case u.User != nil:
		return nil, wrong("webhook_address_user")
	case u.Hostname() == "":
		return nil, wrong("webhook_address_host")
	}
	u.Scheme, u.Fragment, u.RawFragment = "https", "", ""
	return u, nil
}

// wrong is what is wrong with an address, also as its field's problem.
func wrong(key string, pairs ...any) error {
	f := fault.New(fault.Invalid, key, pairs...).With(fault.CorrectInput)
	f.Fields = fault.Fields{"address": f.Message}
	return f
}

// hint is the least length of what follows the host for its end to be shown: of less, four characters would tell too much.
const hint = 16

// Shown is the host of the address, and the last four characters of what follows it.
func (h Hook) Shown() (host, end string) {
	u, err := parse(h.Address)
	if err != nil {
		return "", ""
	}
	if rest := u.RequestURI(); len(rest) >= hint {
		end = rest[len(rest)-4:]
	}
	return u.Host, end
}

// keyPrefix begins a signing key, as the convention has it.
const keyPrefix = "whsec_"

// newKey is a signing key of 32 random bytes.
func newKey() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails
	return keyPrefix + base64.StdEncoding.EncodeToString(b[:])
}
