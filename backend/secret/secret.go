package secret

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"strings"

	"tenantry/backend/fault"
)

// Vault keeps one key per name. A Vault may be used by several goroutines; two processes that make
// the same key at the same time both end up with the same one in a file, so that the profile's own
// lock is needed for the keychain only.
type Vault interface {
	// Key gives the key of name and makes it on first use. It is returned only once it is safely
	// kept. A key that is there but can't be read is a fault of kind Corrupt, never replaced.
	Key(name string) ([32]byte, error)
	// Forget removes the key: what was encrypted under it is lost. Forgetting twice is no error.
	Forget(name string) error
}

// The kinds of vault.
const (
	Keychain = "keychain"
	File     = "file"
	Memory   = "memory"
)

// Open gives the vault of a kind. The file vault keeps its files in dir, which is made when a key is;
// the others don't look at dir. slow is called when the keychain takes long to answer: it may wait for a person; after
// less than a minute in all it is given up. An unknown kind is a fault of kind Invalid.
func Open(kind, dir string, slow func()) (Vault, error) {
	switch kind {
	case Keychain:
		return &keychain{slow: slow}, nil
	case File:
		return &files{dir: dir}, nil
	case Memory:
		return &memory{keys: map[string][32]byte{}}, nil
	}
	return nil, fault.New(fault.Invalid, "secret_kind", "kind", kind)
}

// Purpose names what a derived key is for. Changing one makes what lies under it unreadable.
type Purpose string

// The purposes.
const (
	Cache   Purpose = "cache"
	Journal Purpose = "journal"
	Session Purpose = "session"
)

// Derive gives the key for one purpose (HKDF with SHA-256, RFC 5869): whoever learns one learns
// nothing of the others, nor of key.
func Derive(key [32]byte, purpose Purpose) [32]byte {
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

func encode(key [32]byte) string { return base64.StdEncoding.EncodeToString(key[:]) }

func decode(text string) ([32]byte, bool) {
	raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil || len(raw) != 32 {
		return [32]byte{}, false
	}
	return [32]byte(raw), true
}

var validName = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_.@-]{0,99}$`)

// checkName keeps names to what is a file name everywhere and can't leave its folder.
func checkName(name string) error {
	if !validName.MatchString(name) {
		return fault.New(fault.Invalid, "secret_profile")
	}
	return nil
}

func unreadable(key string, pairs ...any) error {
	return fault.New(fault.Corrupt, key, pairs...).With(fault.RestoreKey)
}
