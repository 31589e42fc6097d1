package contract

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
