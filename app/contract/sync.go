package contract

import (
	"tenantry/backend/cloud"
	"tenantry/backend/message"
)

// Online is a SyncStatus's Link while there is a network.
const Online = string(cloud.Online)

// Offline is the link when nothing answers.
const Offline = string(cloud.Offline)

// SyncStatus is what the status line says of the sync.
type SyncStatus struct {
	Running    bool     `json:"running"`
	Phase      string   `json:"phase" ts:"SyncPhase"` // what it does; empty: it does not run
	Done       int      `json:"done"`
	Failed     int      `json:"failed"`
	Total      int      `json:"total"`
	StartedAt  *string  `json:"startedAt"`
	FinishedAt *string  `json:"finishedAt"`                // of the last sync that ended
	HealthRead int      `json:"healthRead"`                // customers whose service health the last sync read
	Link       string   `json:"link" ts:"LinkState,empty"` // whether there is a network, by the newest call of any part; empty: there was none
	Rest       Rest     `json:"rest" ts:"Rest"`            // why nothing, or less, is read without anybody asking
	Problem    *Problem `json:"problem"`                   // what ended or hindered the last sync
	// Lists are those that the last sync could not read, or not whole: what changed there is not known.
	Lists []SyncFailure `json:"lists"`
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
	// WithoutAccess counts customers without delegated access, who are in none of the other numbers.
	WithoutAccess int `json:"withoutAccess"`
	// HealthRead counts those whose service health was read now, not lately.
	HealthRead int `json:"healthRead"`
}

// ReadWords says how many customers' health was read.
func (c SyncCustomers) ReadWords() message.Message {
	if c.HealthRead == 0 {
		return message.Of("sync_health_none")
	}
	return message.Of("sync_health_read", "count", c.HealthRead)
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
	Name     string `json:"name"`               // a list's: the end of its key, sync_list_…, with spaces
	Optional bool   `json:"optional,omitempty"` // a list that this partner need not have: nothing that was known is missing
	Problem
}

// ImportReport says what an import did.
type ImportReport struct {
	File      string `json:"file"`
	Read      int    `json:"read"`   // customers in the file
	Joined    int    `json:"joined"` // rows of a customer that stood above already
	Added     int    `json:"added"`
	Updated   int    `json:"updated"`
	Unchanged int    `json:"unchanged"`
	// Bad are the lines that can't be taken. While Waiting nothing was imported: the others wait for a yes.
	Bad     []ImportLine `json:"bad"`
	Waiting bool         `json:"waiting"`
}

// ImportLine says why a line of a file can't be taken.
type ImportLine struct {
	Line    int    `json:"line"`
	Column  string `json:"column"` // as the file names it; empty: the line as a whole
	Message string `json:"message"`
	Said
}

// Words is what is wrong with the line, for whoever shows it in a language.
func (l ImportLine) Words() message.Message { return l.Said.words(l.Message) }

// ImportLineOf is a bad line as both faces show it.
func ImportLineOf(line int, column string, why message.Message) ImportLine {
	return ImportLine{Line: line, Column: column, Message: why.String(), Said: saidOf(why)}
}
