package message

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Message is a sentence of the catalogue and what it is about, in no language yet.
type Message struct {
	// Key names the sentence. What is no key is a text of its own, from Microsoft or from an older
	// program, and is said as it is.
	Key    string            `cbor:"1,keyasint" json:"key"`
	Params map[string]string `cbor:"2,keyasint,omitempty" json:"params,omitempty"`
	// Parts are the parameters that are sentences themselves; several are said one after the other.
	Parts map[string][]Message `cbor:"3,keyasint,omitempty" json:"parts,omitempty"`
}

// Of makes a message. After the key follow names and values in turn; a value is a [Message], a list of
// them, or whatever fmt can print. A test of this package holds that the names are those of the sentence.
func Of(key string, pairs ...any) Message {
	m := Message{Key: key}
	for i := 0; i+1 < len(pairs); i += 2 {
		name := fmt.Sprint(pairs[i])
		switch v := pairs[i+1].(type) {
		case Message:
			m.part(name, []Message{v})
		case []Message:
			m.part(name, v)
		default:
			if m.Params == nil {
				m.Params = map[string]string{}
			}
			m.Params[name] = fmt.Sprint(v)
		}
	}
	return m
}

// Verbatim is a text that is said as it is in every language.
func Verbatim(text string) Message { return Message{Key: text} }

// Renamed is the message with a parameter that is old, wherever it stands, said as another.
func (m Message) Renamed(old, another string) Message {
	m.Params = maps.Clone(m.Params)
	for name, value := range m.Params {
		if value == old {
			m.Params[name] = another
		}
	}
	m.Parts = maps.Clone(m.Parts)
	for name, parts := range m.Parts {
		parts = slices.Clone(parts)
		for i := range parts {
			parts[i] = parts[i].Renamed(old, another)
		}
		m.Parts[name] = parts
	}
	return m
}

func (m *Message) part(name string, parts []Message) {
	if m.Parts == nil {
		m.Parts = map[string][]Message{}
	}
	m.Parts[name] = parts
}

// Known says whether the catalogue has the message's key; if not, the key is its text.
func (m Message) Known() bool { return shared().Has(m.Key) }

// In is the message in a language. A language that lacks the key says it in English.
func (m Message) In(l Language) string { return shared().Say(l, m) }

// String is the message in English.
func (m Message) String() string { return m.In(English) }

// Say is the message in the words of this catalogue.
func (c *Catalogue) Say(l Language, m Message) string {
	s, in, ok := c.sentence(l, m.Key)
	if !ok {
		return m.Key
	}
	return s.say(in, func(name string) (string, bool) {
		if parts, ok := m.Parts[name]; ok {
			said := make([]string, len(parts))
			for i, p := range parts {
				said[i] = c.Say(l, p)
			}
			return strings.Join(said, c.separator(l)), true
		}
		value, ok := m.Params[name]
		return value, ok
	})
}

// separator stands between the sentences of one parameter; French sets a space before it.
func (c *Catalogue) separator(l Language) string {
	if s, _, ok := c.sentence(l, "list_separator"); ok {
		return s.variants[0].text
	}
	return "; "
}
