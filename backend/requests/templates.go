package requests

import (
	"slices"
	"strings"
	"sync"

	"github.com/google/uuid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
	"tenantry/backend/template"
)

// templatesKey is the settings': []template.Template.
const templatesKey = "templates"

// Templates are the texts to start a request from: the user's and those that come with the program.
type Templates struct {
	settings store.Settings
	changed  func()
	mu       sync.Mutex // over reading and writing
}

// Own are the user's.
func (t *Templates) Own() (own []template.Template, err error) {
	_, err = t.settings.Get(templatesKey, &own)
	return own, err
}

// find finds one by its id, or by a name; the user's come first.
func (t *Templates) find(text string) (template.Template, error) {
	own, err := t.Own()
	if err != nil {
		return template.Template{}, err
	}
	all := append(own, template.BuiltIn()...)
	if i := slices.IndexFunc(all, func(t template.Template) bool { return t.ID == text }); i >= 0 {
		return all[i], nil
	}
	for _, t := range all {
		if strings.EqualFold(t.Name, text) {
			return t, nil
		}
	}
	return template.Template{}, fault.New(fault.Invalid, "outgoing_no_template", "name", text)
}

// Save adds or replaces one of the user's. One that comes with the program is copied.
func (t *Templates) Save(next template.Template) (template.Template, error) {
	next.Name = strings.Join(strings.Fields(next.Name), " ")
	if next.Name == "" || len([]rune(next.Name)) > partner.MaxTitle {
		f := fault.New(fault.Invalid, "outgoing_template_name")
		f.Fields = fault.Fields{"name": f.Message}
		return next, f
	}
	builtIn := slices.ContainsFunc(template.BuiltIn(), func(b template.Template) bool { return b.ID == next.ID })
	if next.ID == "" || builtIn {
		next.ID = uuid.NewString()
	}
	return next, t.change(func(own []template.Template) []template.Template {
		if i := slices.IndexFunc(own, func(o template.Template) bool { return o.ID == next.ID }); i >= 0 {
			own[i] = next
		} else {
			own = append(own, next)
		}
		slices.SortFunc(own, func(x, y template.Template) int {
			return strings.Compare(strings.ToLower(x.Name), strings.ToLower(y.Name))
		})
		return own
	})
}

// Delete removes one of the user's. Twice is no error.
func (t *Templates) Delete(id string) error {
	return t.change(func(own []template.Template) []template.Template {
		return slices.DeleteFunc(own, func(t template.Template) bool { return t.ID == id })
	})
}

func (t *Templates) change(f func(own []template.Template) []template.Template) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	own, err := t.Own()
	if err != nil {
		return err
	}
	if err := t.settings.Put(templatesKey, f(own)); err != nil {
		return err
	}
	t.changed()
	return nil
}
