package requests

import (
	"errors"
	"sync"
	"unicode/utf8"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// unfinishedKey is the settings': texts by the window's own keys.
const unfinishedKey = "texts"

// Unfinished is what is being written and is no draft yet, such as a half-written note.
type Unfinished struct {
	settings store.Settings
	mu       sync.Mutex // over reading and writing
}

// Keep keeps a text under the window's own key; an empty text is forgotten.
func (u *Unfinished) Keep(key, text string) error {
	if key == "" || len(key) > 200 || utf8.RuneCountInString(text) > 10*partner.MaxDescription {
		return fault.New(fault.Invalid, "program_too_long")
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	texts, err := u.all()
	if err != nil || texts[key] == text {
		return err
	}
	if text == "" {
		delete(texts, key)
	} else {
		texts[key] = text
	}
	return u.settings.Put(unfinishedKey, texts)
}

// Text is what was being written under key, or nothing.
func (u *Unfinished) Text(key string) (string, error) {
	texts, err := u.all()
	return texts[key], err
}

func (u *Unfinished) all() (map[string]string, error) {
	texts := map[string]string{}
	_, err := u.settings.Get(unfinishedKey, &texts)
	return texts, err
}

// Forget throws away everything that the user wrote: the outbox, templates, the contact, what is unfinished.
// It is what wiping the journal means here.
func (r *Rules) Forget() error {
	var errs []error
	for _, key := range []string{templatesKey, contactKey, unfinishedKey} {
		errs = append(errs, r.Unfinished.settings.Delete(key))
	}
	for _, id := range r.written.outbox.IDs() {
		errs = append(errs, r.written.outbox.Erase(id))
	}
	return errors.Join(errs...)
}
