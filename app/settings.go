package app

import (
	"context"
	"encoding/json"
	"io"
	"sync"

	"tenantry/app/contract"
	"tenantry/app/handover"
	"tenantry/app/licences"
	"tenantry/backend/fault"
	"tenantry/backend/store"
)

// Settings is the window's preferences.
type Settings struct {
	gate *gate
	kept store.Settings // the journal's settings
	// saving is held while what is kept is read and written.
	saving sync.Mutex
	// obeys hands the preferences to whoever does as they say, when they are loaded and whenever they are kept; nil: nobody.
	obeys    func(contract.Preferences)
	window   *window
	looks    handover.Looks // while nothing can be read
	diagnose func(context.Context, io.Writer) ([]string, error)
}

const preferencesKey = "preferences" // contract.Preferences

// Load answers with the preferences kept, or the defaults.
func (s *Settings) Load() (contract.Preferences, error) {
	p := keptPreferences{Preferences: contract.Preferences{Density: "comfortable", Lists: map[string]contract.ListLook{}}}
	if s.kept == nil { // the window still has to show why
		p.Language, p.Theme = s.looks.Language, s.looks.Theme
		return p.Preferences.Listed(), nil
	}
	_, err := s.kept.Get(preferencesKey, &p)
	return p.today(), err
}

// untried says that a verdict is to be made of what is kept alone. What can't be read changes nothing.
func (s *Settings) untried() bool {
	p, err := s.Load()
	return err == nil && p.VerdictUntried
}

// shown are the looks that the window has by these settings. What can't be read is the system's.
func (s *Settings) shown() handover.Looks {
	p, _ := s.Load()
	return handover.Looks{Language: p.Language, Theme: p.Theme}
}

// keptPreferences are preferences as any version kept them.
type keptPreferences struct {
	contract.Preferences
	// Of the list of customers, when it was the only one whose look was kept.
	ColumnWidths map[string]int `json:"columnWidths"`
	Sort         string         `json:"sort"`
	Desc         bool           `json:"desc"`
}

// today is what they say in the fields of today.
func (k keptPreferences) today() contract.Preferences {
	p := k.Preferences
	if p.Lists == nil {
		p.Lists = map[string]contract.ListLook{}
	}
	if _, known := p.Lists[contract.CustomerList]; !known && (len(k.ColumnWidths) > 0 || k.Sort != "") {
		p.Lists[contract.CustomerList] = contract.ListLook{Widths: k.ColumnWidths, Sort: k.Sort, Desc: k.Desc}
	}
	return p.Listed()
}

// mostLook and mostLists bound what is kept of the looks of lists: a list has some twenty columns and filters.
const mostLook, mostLists = 256, 64

// obey has the program do as is kept. What can't be read changes nothing.
func (s *Settings) obey() {
	if p, err := s.Load(); err == nil && s.obeys != nil {
		s.obeys(p)
	}
}

// Save keeps of the preferences what was changed, by the names that fields have on the wire; nil: all. What a page did not
// change it may know as it was long ago, or not at all if it could not be read.
func (s *Settings) Save(p contract.Preferences, changed []string) error {
	if s.kept == nil {
		return s.gate.broken()
	}
	s.saving.Lock()
	defer s.saving.Unlock()
	if changed != nil {
		var err error
		if p, err = s.with(p, changed); err != nil {
			return err
		}
	}
	if err := p.Check(); err != nil {
		return err
	}
	if len(p.Lists) > mostLists || !plausible(p.Place) || len(p.TicketSystem) > 256 {
		return fault.New(fault.Invalid, "program_preferences")
	}
	for _, look := range p.Lists {
		if look.Size() > mostLook {
			return fault.New(fault.Invalid, "program_preferences")
		}
	}
	if err := s.kept.Put(preferencesKey, p); err != nil {
		return err
	}
	s.obey()
	return nil
}

// with are the preferences kept, but for those fields, which are p's. Kept ones that are damaged give way to p: they would
// keep anything from being set again.
func (s *Settings) with(p contract.Preferences, fields []string) (out contract.Preferences, err error) {
	kept, err := s.Load()
	if fault.KindOf(err) == fault.Corrupt {
		return p, nil
	}
	if err != nil {
		return out, err
	}
	all, err := wire(kept)
	if err != nil {
		return out, err
	}
	changed, err := wire(p)
	if err != nil {
		return out, err
	}
	for _, field := range fields {
		value, known := changed[field]
		if !known {
			return out, fault.New(fault.Invalid, "program_preferences")
		}
		all[field] = value
	}
	joined, err := json.Marshal(all)
	if err != nil {
		return out, err
	}
	return out, json.Unmarshal(joined, &out)
}

// wire are the fields of preferences by their names.
func wire(p contract.Preferences) (out map[string]json.RawMessage, err error) {
	text, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	return out, json.Unmarshal(text, &out)
}

// plausible says whether a window can have been there: what is kept is bounded.
func plausible(p contract.Place) bool {
	return p.Scroll >= 0 && max(len(p.View), len(p.TenantID), len(p.Row), len(p.Day)) <= 256
}

// Licences are those of what the program is made of, as text.
func (s *Settings) Licences() string { return licences.Text() }

// forget throws the preferences away.
func (s *Settings) forget() error { return s.kept.Delete(preferencesKey) }
