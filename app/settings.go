package app

import (
	"tenantry/app/contract"
	"tenantry/backend/fault"
)

// Settings is the window's preferences.
type Settings struct{ a *App }

const preferencesKey = "preferences"

// Load answers with the preferences kept, or the defaults.
func (s *Settings) Load() (contract.Preferences, error) {
	p := contract.Preferences{Density: "comfortable", Sort: "health", ColumnWidths: map[string]int{}}
	if s.a.failed != nil {
		return p, nil // the window still has to show why
	}
	_, err := s.a.journal.Book().Get(preferencesKey, &p)
	return p, err
}

// Save keeps the preferences.
func (s *Settings) Save(p contract.Preferences) error {
	if s.a.failed != nil {
		return s.a.failed
	}
	if p.PaneWidth < 0 || len(p.ColumnWidths) > 64 {
		return fault.New(fault.Invalid, "program_preferences")
	}
	return s.a.journal.Book().Put(preferencesKey, p)
}
