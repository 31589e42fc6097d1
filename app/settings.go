package app

import (
	"context"
	"io"

	"tenantry/app/contract"
	"tenantry/backend/store"
)

// Settings is the window's preferences.
type Settings struct {
	gate *gate
	kept store.Settings // the journal's settings
	// obeys hands the preferences to whoever does as they say, when they are loaded and whenever they are kept; nil: nobody.
	obeys    func(contract.Preferences)
	window   *window
	looks    Looks // while nothing can be read
	diagnose func(context.Context, io.Writer) ([]string, error)
}

const preferencesKey = "preferences" // contract.Preferences

// Load answers with the preferences kept, or the defaults.
func (s *Settings) Load() (contract.Preferences, error) {
	p := contract.Preferences{Density: "comfortable", Sort: "health", ColumnWidths: map[string]int{}}
	if s.gate.failed != nil { // the window still has to show why
		p.Language, p.Theme = s.looks.Language, s.looks.Theme
		return p.Listed(), nil
	}
	_, err := s.kept.Get(preferencesKey, &p)
	return p.Listed(), err
}

// obey has the program do as is kept. What can't be read changes nothing.
func (s *Settings) obey() {
	if p, err := s.Load(); err == nil && s.obeys != nil {
		s.obeys(p)
	}
}

// Save keeps the preferences.
func (s *Settings) Save(p contract.Preferences) error {
	if s.gate.failed != nil {
		return s.gate.failed
	}
	if err := p.Check(); err != nil {
		return err
	}
	if err := s.kept.Put(preferencesKey, p); err != nil {
		return err
	}
	s.obey()
	return nil
}

// forget throws the preferences away.
func (s *Settings) forget() error { return s.kept.Delete(preferencesKey) }
