package app

// SessionStatus says who is signed in where, and what a sign-in under way waits for.
type SessionStatus struct {
	SignedIn   bool        `json:"signedIn"`
	Demo       bool        `json:"demo"` // the simulated cloud: both faces say so
	Name       string      `json:"name"`
	Username   string      `json:"username"`
	TenantID   string      `json:"tenantId"`
	ClientID   string      `json:"clientId"`
	Cloud      string      `json:"cloud"` // global, usgov, usgovdod, china, custom
	Profile    string      `json:"profile"`
	SigningIn  bool        `json:"signingIn"`
	DeviceCode *DeviceCode `json:"deviceCode"` // while a device-code sign-in waits
	Problem    *Problem    `json:"problem"`    // why a new sign-in is needed
	Notices    []Notice    `json:"notices"`    // what happened at the start, e.g. the cache was set aside
	Version    string      `json:"version"`
}

// Notice is something the user should know once. Key is translated by the window.
type Notice struct {
	Key  string `json:"key"`  // cache-rebuilt
	Text string `json:"text"` // English
	Path string `json:"path"`
}

// DeviceCode is what the user has to type and where.
type DeviceCode struct {
	UserCode        string  `json:"userCode"`
	VerificationURL string  `json:"verificationUrl"`
	ExpiresAt       *string `json:"expiresAt"`
}

// SignInRequest is the sign-in form.
type SignInRequest struct {
	ClientID         string `json:"clientId"`
	Tenant           string `json:"tenant"`
	Cloud            string `json:"cloud"`
	LoginURL         string `json:"loginUrl"` // the four URLs and caFile: cloud "custom" only
	GraphURL         string `json:"graphUrl"`
	PartnerCenterURL string `json:"partnerCenterUrl"`
	AzureURL         string `json:"azureUrl"`
	CAFile           string `json:"caFile"`
	DeviceCode       bool   `json:"deviceCode"`
}

// SyncStatus is what the status line says of the sync.
type SyncStatus struct {
	Running    bool     `json:"running"`
	Phase      string   `json:"phase"` // idle, listing, reading, stopping
	Done       int      `json:"done"`
	Failed     int      `json:"failed"`
	Total      int      `json:"total"`
	StartedAt  *string  `json:"startedAt"`
	FinishedAt *string  `json:"finishedAt"` // of the last sync that ended
	Online     bool     `json:"online"`     // the last contact with Microsoft succeeded
	Problem    *Problem `json:"problem"`    // what ended or hindered the last sync
}

// SyncReport is what a sync did.
type SyncReport struct {
	StartedAt  *string       `json:"startedAt"`
	FinishedAt *string       `json:"finishedAt"`
	Customers  SyncCustomers `json:"customers"`
	HTTP       Traffic       `json:"http"`
	Failures   []SyncFailure `json:"failures"`
	Error      *Failure      `json:"error,omitempty"` // what ended the sync early
}

// SyncCustomers counts customers.
type SyncCustomers struct {
	Listed  int `json:"listed"`
	Synced  int `json:"synced"`
	Failed  int `json:"failed"`
	Removed int `json:"removed"`
}

// Traffic counts HTTP requests; bytes are those of the answers' bodies.
type Traffic struct {
	Requests  int64 `json:"requests"`
	Throttled int64 `json:"throttled"`
	Retried   int64 `json:"retried"`
	Bytes     int64 `json:"bytes"`
}

// SyncFailure names a customer, or a list (tenantId empty), that could not be read.
type SyncFailure struct {
	TenantID string `json:"tenantId"`
	Name     string `json:"name"`
	Kind     string `json:"kind"`
	Message  string `json:"message"`
	Remedy   string `json:"remedy"`
	Code     string `json:"code"`
}

// ImportReport says what an import did.
type ImportReport struct {
	File      string `json:"file"`
	Read      int    `json:"read"`
	Added     int    `json:"added"`
	Updated   int    `json:"updated"`
	Unchanged int    `json:"unchanged"`
}

// Preferences are the window's settings. They are kept in the journal.
type Preferences struct {
	Language     string         `json:"language"` // en, fr or empty: as the system
	Theme        string         `json:"theme"`    // light, dark or empty: as the system
	Density      string         `json:"density"`  // comfortable, compact
	PaneWidth    int            `json:"paneWidth"`
	ColumnWidths map[string]int `json:"columnWidths"`
	Sort         string         `json:"sort"`
	Desc         bool           `json:"desc"`
}
