package app

import (
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/store"
)

// Settings is the window's preferences.
type Settings struct {
	gate *gate
	kept store.Settings // the journal's settings
}

const preferencesKey = "preferences" // contract.Preferences

// Load answers with the preferences kept, or the defaults.
func (s *Settings) Load() (contract.Preferences, error) {
	p := contract.Preferences{Density: "comfortable", Sort: "health", ColumnWidths: map[string]int{}}
	if s.gate.failed != nil {
		return p, nil // the window still has to show why
	}
	_, err := s.kept.Get(preferencesKey, &p)
	return p, err
}

// Save keeps the preferences.
func (s *Settings) Save(p contract.Preferences) error {
	if s.gate.failed != nil {
		return s.gate.failed
	}
	if p.PaneWidth < 0 || len(p.ColumnWidths) > 64 {
		return fault.New(fault.Invalid, "program_preferences")
	}
	return s.kept.Put(preferencesKey, p)
}

// forget throws the preferences away.
func (s *Settings) forget() error { return s.kept.Delete(preferencesKey) }
