package contract

import (
	"tenantry/backend/message"
)

// SessionStatus says who is signed in where, and what a sign-in under way waits for.
type SessionStatus struct {
	SignedIn bool   `json:"signedIn"`
	Demo     bool   `json:"demo"` // the simulated cloud: both faces say so
	Name     string `json:"name"`
	Username string `json:"username"`
	TenantID string `json:"tenantId"`
	ClientID string `json:"clientId"`                   // of the sign-in, or of the last one
	Cloud    string `json:"cloud" ts:"CloudName,empty"` // global, usgov, usgovdod, china, custom
	// The addresses of the cloud, as they were given: cloud "custom" only.
	LoginURL         string      `json:"loginUrl"`
	GraphURL         string      `json:"graphUrl"`
	PartnerCenterURL string      `json:"partnerCenterUrl"`
	AzureURL         string      `json:"azureUrl"`
	Profile          string      `json:"profile"`
	SigningIn        bool        `json:"signingIn"`
	DeviceCode       *DeviceCode `json:"deviceCode"` // while a device-code sign-in waits
	Problem          *Problem    `json:"problem"`    // why a new sign-in is needed
	Notices          []Notice    `json:"notices"`    // what happened at the start, e.g. the cache was set aside
	Version          string      `json:"version"`
}

// Notice is something the user should know once. The window has words of its own for a key that it knows.
type Notice struct {
	Key  string `json:"key"`  // cache-rebuilt, cache-rescued, journal-gone, …
	Text string `json:"text"` // English
	Said
	Path string `json:"path"`
}

// NoticeOf is a notice with its sentence; path is the file that it is about, or empty.
func NoticeOf(key string, says message.Message, path string) Notice {
	return Notice{Key: key, Text: says.String(), Said: saidOf(says), Path: path}
}

// Words is what the notice says, for whoever shows it in a language.
func (n Notice) Words() message.Message { return n.Said.words(n.Text) }

// DeviceCode is what the user has to type and where.
type DeviceCode struct {
	UserCode        string  `json:"userCode"`
	VerificationURL string  `json:"verificationUrl"`
	ExpiresAt       *string `json:"expiresAt"`
}

// ProxyInUse is through what Microsoft is reached.
type ProxyInUse struct {
	Address string `json:"address"`                 // without user and password; empty: none
	Source  string `json:"source" ts:"ProxySource"` // who named it
	Fixed   bool   `json:"fixed"`                   // this start was told one, which goes before the one that is kept
}

// SignInRequest is the sign-in form. What is empty is as it was at the last sign-in.
type SignInRequest struct {
	ClientID         string `json:"clientId"`
	Tenant           string `json:"tenant"`
	Cloud            string `json:"cloud" ts:"CloudName,empty"`
	LoginURL         string `json:"loginUrl"` // the four URLs and caFile: cloud "custom" only
	GraphURL         string `json:"graphUrl"`
	PartnerCenterURL string `json:"partnerCenterUrl"`
	AzureURL         string `json:"azureUrl"`
	CAFile           string `json:"caFile"`
	Proxy            string `json:"proxy"` // http://USER:PASSWORD@HOST:PORT or direct
	DeviceCode       bool   `json:"deviceCode"`
}

// Languages and Themes are those that can be chosen.
func Languages() []string { return texts(message.Languages()) }
func Themes() []string    { return []string{"light", "dark"} }

// What a window waits for that has opened no profile.
const (
	LockPress      = "press"
	LockPassphrase = "passphrase"
	LockKeychain   = "keychain" // another process opens the profile, and the keychain lets it wait
	LockRetry      = "retry"    // it could not be opened, and a press tries again
)

// First is what the page is given with its first byte, to be shown before it asks for anything. What is null it asks for.
type First struct {
	Preferences Preferences    `json:"preferences"`
	Waits       string         `json:"waits" ts:"LockWait,empty"` // what the window waits for before the profile is opened
	Profiles    []Profile      `json:"profiles"`
	Sync        SyncStatus     `json:"sync"`
	Session     *SessionStatus `json:"session"`
	Overview    *Overview      `json:"overview"`
	Customers   *CustomerPage  `json:"customers"` // the first rows in the order of the preferences
}

// Profile is one of this machine's profiles: a partner account each.
type Profile struct {
	Name    string `json:"name"`  // behind --profile
	Label   string `json:"label"` // what its user calls it; empty: it goes by its name
	Colour  string `json:"colour" ts:"ProfileColour"`
	Current bool   `json:"current"` // the one of this window, or of this command
}

// ProfileColours are those that a profile may have, in the order in which they are given.
func ProfileColours() []string {
	return []string{"blue", "orange", "teal", "pink", "green", "lavender", "ochre", "grey"}
}
