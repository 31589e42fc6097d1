package app

import (
	"unicode/utf8"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// keptTextsKey is the journal's: what is being written and is no draft yet, by the window's own keys.
const keptTextsKey = "texts"

// KeepText keeps what is being written before it can be a draft, such as a half-written note; an empty
// text is forgotten. key is the window's own.
func (b *Outbox) KeepText(key, text string) error {
	if err := b.a.await(); err != nil {
		return err
	}
	if key == "" || len(key) > 200 || utf8.RuneCountInString(text) > 10*partner.MaxDescription {
		return fault.New(fault.Invalid, "program_too_long")
	}
	b.a.marking.Lock() // over reading and writing
	defer b.a.marking.Unlock()
	texts, err := b.keptTexts()
	if err != nil || texts[key] == text {
		return err
	}
	if text == "" {
		delete(texts, key)
	} else {
		texts[key] = text
	}
	return b.a.journal.Book().Put(keptTextsKey, texts)
}

// KeptText answers with what was being written under key, or nothing.
func (b *Outbox) KeptText(key string) (string, error) {
	if err := b.a.await(); err != nil {
		return "", err
	}
	texts, err := b.keptTexts()
	return texts[key], err
}

func (b *Outbox) keptTexts() (map[string]string, error) {
	texts := map[string]string{}
	_, err := b.a.journal.Book().Get(keptTextsKey, &texts)
	return texts, err
}
