package connection

import (
	"cmp"
	"crypto/x509"
	"encoding/pem"
	"io"
	"strings"

	"tenantry/backend/cloud"
	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/textfile"
)

// Settings is what a later start needs to go on with the same account. No secret is in it.
type Settings struct {
	ClientID      string `cbor:"1,keyasint"`
	Tenant        string `cbor:"2,keyasint"` // as typed
	PartnerTenant string `cbor:"3,keyasint"` // the tenant's id, as the sign-in found it
	Cloud         string `cbor:"4,keyasint"`
	Login         string `cbor:"5,keyasint,omitempty"` // the four addresses and CA: cloud "custom" only
	Graph         string `cbor:"6,keyasint,omitempty"`
	PartnerCenter string `cbor:"7,keyasint,omitempty"`
	Azure         string `cbor:"8,keyasint,omitempty"`
	CA            []byte `cbor:"9,keyasint,omitempty"` // PEM
	// SignedOut: the tokens were forgotten. What is here lets the same account sign in again.
	SignedOut bool `cbor:"10,keyasint,omitempty"`
	// Proxy is the address of the one that every request goes through, perhaps with user and password, or
	// transport.Direct; empty: as the environment and the system say.
	Proxy string `cbor:"11,keyasint,omitempty"`
}

// over fills in what s leaves open from the settings of the last sign-in. An app registration, a partner and
// their addresses belong to one cloud (api/facts.md 4), so another cloud takes nothing over.
func (s Settings) over(last Settings) Settings {
	s.Proxy = cmp.Or(s.Proxy, last.Proxy) // belongs to the network, not to the cloud
	if s.Cloud != "" && s.Cloud != last.Cloud {
		return s
	}
	tenant := last.PartnerTenant
	if tenant == "" {
		tenant = last.Tenant
	}
	s.ClientID, s.Tenant, s.Cloud = cmp.Or(s.ClientID, last.ClientID), cmp.Or(s.Tenant, tenant), cmp.Or(s.Cloud, last.Cloud)
	s.Login, s.Graph = cmp.Or(s.Login, last.Login), cmp.Or(s.Graph, last.Graph)
	s.PartnerCenter, s.Azure = cmp.Or(s.PartnerCenter, last.PartnerCenter), cmp.Or(s.Azure, last.Azure)
	if s.CA == nil {
		s.CA = last.CA
	}
	return s
}

func (s Settings) endpoints() (cloud.Endpoints, error) {
	var e cloud.Endpoints
	var err error
	if s.Cloud == "custom" {
		e, err = cloud.Custom(s.Login, s.Graph, s.PartnerCenter, s.Azure)
	} else {
		e, err = cloud.Named(s.Cloud)
	}
	if err != nil {
		f := fault.Say(fault.Invalid, fault.Words(err))
		f.Fields = fault.Fields{"cloud": f.Message}
		return e, f
	}
	return e, nil
}

// Checked says what is wrong with settings that a user typed, field by field, and reads the file of
// certificate authorities, if there is one. No cloud means the global one.
func (s Settings) Checked(caFile string) (Settings, error) {
	if s.Cloud == "" {
		s.Cloud = "global"
	}
	if s.Cloud == "custom" {
		if err := checkAddresses(s); err != nil {
			return s, err
		}
	}
	if _, err := s.endpoints(); err != nil {
		return s, err
	}
	if s.Cloud != "custom" {
		s.CA = nil
	}
	if caFile == "" {
		return s, nil
	}
	if s.Cloud != "custom" { // else whoever can name a file could stand in for Microsoft
		f := fault.New(fault.Invalid, "cloud_ca_custom")
		f.Fields = fault.Fields{"caFile": f.Message}
		return s, f
	}
	var err error
	if s.CA, err = readAuthorities(caFile); err != nil {
		f := fault.Wrap(fault.KindOf(err), err, "program_because", "problem", message.Of("cloud_ca_unread"), "cause", fault.Words(err))
		if why, ok := fault.As(err); ok {
			f.Remedy = why.Remedy
		}
		f.Fields = fault.Fields{"caFile": f.Message}
		return s, f
	}
	return s, nil
}

// authorities are those that count beside the system's: a custom cloud's.
func (s Settings) authorities() []byte {
	if s.Cloud == "custom" {
		return s.CA
	}
	return nil
}

// maxAuthorities bounds the file of authorities, in bytes. A system's whole list has a quarter of it.
const maxAuthorities = 1 << 20

// readAuthorities reads a file of certificates as PEM: text in any encoding, or the bare form (DER) in which Windows
// exports one.
func readAuthorities(path string) ([]byte, error) {
	f, err := textfile.Open(path, maxAuthorities)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxAuthorities+1))
	if err != nil {
		return nil, fault.File(err, "file_unread", "file", path)
	}
	if len(b) > maxAuthorities { // it grew meanwhile
		return nil, fault.New(fault.Invalid, "file_large", "file", path, "most", maxAuthorities>>20)
	}
	if _, err := x509.ParseCertificate(b); err == nil {
		return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: b}), nil
	}
	text, err := textfile.Decode(b)
	if err == nil && strings.TrimSpace(text) == "" {
		err = fault.New(fault.Invalid, "network_no_certificate")
	}
	return []byte(text), err
}

// checkAddresses says which of a custom cloud's addresses are wrong.
func checkAddresses(s Settings) error {
	f := fault.Say(fault.Invalid, message.Message{})
	f.Fields = fault.Fields{}
	for _, at := range []struct{ field, flag, address string }{{"loginUrl", "--login-url", s.Login}, {"graphUrl", "--graph-url", s.Graph},
		{"partnerCenterUrl", "--partner-center-url", s.PartnerCenter}, {"azureUrl", "--azure-url", s.Azure}} {
		if _, err := cloud.ParseBase(at.address); err != nil {
			f.Fields[at.field] = fault.Words(err)
			f.Message = message.Of("cloud_flag", "flag", at.flag, "problem", fault.Words(err))
		}
	}
	if len(f.Fields) == 0 {
		return nil
	}
	return f
}
