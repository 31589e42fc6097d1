package secret

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"slices"
	"strings"
)

// Entry is what the vault keeps of a profile.
type Entry struct {
	keys  [][32]byte // newest first; the second only while a change is under way
	cache [32]byte   // what the cache's key is derived of

	// Sealed says that the stores of this profile are sealed: one that is not was put there from outside.
	Sealed bool
	// Wiping says that the change of keys under way is a wipe: what lay under the cache's key of before is to go.
	Wiping bool
	// Count is the number that [Vault.Count] kept last; zero: none.
	Count uint64
}

// Changing says that a change of keys is under way: what is kept under the older one is to be rewritten under the
// newer, and then [Vault.Settle] forgets it.
func (e Entry) Changing() bool { return len(e.keys) > 1 }

func (e *Entry) renew() {
	if !e.Changing() {
		e.keys = [][32]byte{newKey(), e.keys[0]}
	}
}

// Purpose names what a derived key is for. Changing one makes what lies under it unreadable.
type Purpose string

// The purposes.
const (
	Cache   Purpose = "cache"
	Journal Purpose = "journal" // of before: Badger's
	Log     Purpose = "journal-log"
	Access  Purpose = "access" // access tokens, which end with the sign-in that they belong to
)

// For gives the keys of a purpose, newest first: one, or two while a change is under way. The cache has always one,
// because it can be made anew.
func (e Entry) For(p Purpose) (keys [][32]byte) {
	from := e.keys
	if p == Cache {
		from = [][32]byte{e.cache}
	}
	for _, key := range from {
		keys = append(keys, derive(key, p))
	}
	return keys
}

// derive gives the key for one purpose (HKDF with SHA-256, RFC 5869): whoever learns one learns nothing of the
// others, nor of key.
func derive(key [32]byte, purpose Purpose) [32]byte {
	out, err := hkdf.Key(sha256.New, key[:], nil, "tenantry/"+string(purpose), len(key))
	if err != nil {
		panic("hkdf of 32 bytes: " + err.Error()) // only for lengths beyond 255 hashes
	}
	return [32]byte(out)
}

func newKey() (key [32]byte) {
	rand.Read(key[:]) // never fails since Go 1.24: it ends the program instead
	return key
}

// newEntry is that of a new profile.
func newEntry() Entry { return Entry{keys: [][32]byte{newKey()}, cache: newKey()} }

// format is that of kept. An entry of before was the base64 of the one key alone.
const format = 2

// kept is an entry as text.
type kept struct {
	Format int      `json:"format"`
	Keys   [][]byte `json:"keys"`
	Cache  []byte   `json:"cache"`
	Sealed bool     `json:"sealed,omitempty"`
	Wiping bool     `json:"wiping,omitempty"`
	Count  uint64   `json:"count,omitempty"`
}

// text is the entry in one line.
func (e Entry) text() string {
	k := kept{Format: format, Cache: e.cache[:], Sealed: e.Sealed, Wiping: e.Wiping, Count: e.Count}
	for _, key := range e.keys {
		k.Keys = append(k.Keys, key[:])
	}
	b, err := json.Marshal(k)
	if err != nil {
		panic("an entry as JSON: " + err.Error()) // it has no type that could fail
	}
	return string(b)
}

// Why a text is no entry. What the text is stays out of it.
var (
	errNoEntry = errors.New("it is no key")
	errNewer   = errors.New("a newer program wrote it")
)

// read is the entry that text is.
func read(text string) (Entry, error) {
	text = strings.TrimSpace(text)
	if key, ok := decode(text); ok {
		return Entry{keys: [][32]byte{key}, cache: key}, nil
	}
	var later struct {
		Format int `json:"format"`
	}
	if json.Unmarshal([]byte(text), &later) == nil && later.Format > format {
		return Entry{}, errNewer // whatever else it holds by then
	}
	var k kept
	if json.Unmarshal([]byte(text), &k) != nil {
		return Entry{}, errNoEntry
	}
	e := Entry{Sealed: k.Sealed, Wiping: k.Wiping, Count: k.Count}
	if k.Format != format || len(k.Keys) < 1 || len(k.Keys) > 2 || slices.ContainsFunc(append(k.Keys, k.Cache), noKey) {
		return Entry{}, errNoEntry
	}
	for _, key := range k.Keys {
		e.keys = append(e.keys, [32]byte(key))
	}
	e.cache = [32]byte(k.Cache)
	return e, nil
}

func noKey(b []byte) bool { return len(b) != 32 }

func decode(text string) ([32]byte, bool) {
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil || noKey(raw) {
		return [32]byte{}, false
	}
	return [32]byte(raw), true
}
