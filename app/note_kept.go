package app

import "tenantry/backend/partner"

// halfNotesKey is the journal's: notes that are being written, by tenant and request.
const halfNotesKey = "notes"

// KeepNote keeps a note as it is typed, before it is queued; an empty one is forgotten.
func (b *Outbox) KeepNote(tenantID, requestID, text string) error {
	b.a.marking.Lock() // over reading and writing
	defer b.a.marking.Unlock()
	notes, key, err := b.halfNotes(tenantID, requestID)
	if err != nil || notes[key] == text {
		return err
	}
	if text == "" {
		delete(notes, key)
	} else {
		notes[key] = text
	}
	return b.a.journal.Book().Put(halfNotesKey, notes)
}

// KeptNote answers with the note that was being written on a request, or nothing.
func (b *Outbox) KeptNote(tenantID, requestID string) (string, error) {
	notes, key, err := b.halfNotes(tenantID, requestID)
	return notes[key], err
}

func (b *Outbox) halfNotes(tenantID, requestID string) (notes map[string]string, key string, err error) {
	if err := b.a.await(); err != nil {
		return nil, "", err
	}
	id, err := partner.ParseTenantID(tenantID)
	if err != nil {
		return nil, "", err
	}
	notes = map[string]string{}
	_, err = b.a.journal.Book().Get(halfNotesKey, &notes)
	return notes, string(id) + " " + requestID, err
}
