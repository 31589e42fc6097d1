package secret

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/zalando/go-keyring"

	"tenantry/backend/fault"
)

// service is the name under which the keychain's own window shows our entries.
const service = "Tenantry"

// keychain keeps the entry in the operating system's keychain. One keychain serves all homes of a user, so that the
// account under which an entry lies is the profile's name and a random id, which the profile's folder knows.
type keychain struct {
	o  Options
	mu sync.Mutex // over the keychain and the id
}

func newKeychain(o Options) *keychain { return &keychain{o: o} }

// idFile holds the profile's id. While a new entry is being made it is unfinished.
func idFile(dir string) string { return filepath.Join(dir, "id") }

func (k *keychain) account(id string) string { return k.o.Profile + "-" + id }

// ask asks the keychain for something, patiently.
func ask[T any](k *keychain, what func() (T, error)) (T, error) {
	return patiently(k.o.Patience, func() (T, error) {
		k.mu.Lock()
		defer k.mu.Unlock()
		return what()
	})
}

// found is what there is of an entry.
type found struct {
	text string
	ok   bool
}

func (k *keychain) read() (string, bool, error) {
	f, err := ask(k, k.find)
	return f.text, f.ok, err
}

func (k *keychain) find() (found, error) {
	if err := k.undo(); err != nil {
		return found{}, err
	}
	id, err := k.id()
	if err != nil {
		return found{}, err
	}
	if id != "" {
		return entry(k.account(id))
	}
	if k.o.Fresh { // an entry of the same name is another home's
		return found{}, nil
	}
	// Entries of before bore the profile's name alone. It stays there: another home may use it as well.
	before, err := entry(k.o.Profile)
	if err == nil && before.ok {
		err = k.put(before.text)
	}
	return before, err
}

// undo takes back the making of an entry that a kill cut short, so that no key lies where nobody finds it.
func (k *keychain) undo() error {
	path := idFile(k.o.Dir) + unfinished
	id, err := readID(path)
	if id == "" || err != nil {
		return err
	}
	if err := erase(k.account(id)); err != nil {
		return err
	}
	return k.forgetID(path)
}

// id is the profile's, if it has one.
func (k *keychain) id() (string, error) { return readID(idFile(k.o.Dir)) }

func readID(path string) (string, error) {
	text, err := readFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fault.Folder(err, "secret_id_unread")
	}
	id := strings.TrimSpace(text)
	if _, err := hex.DecodeString(id); err != nil {
		return "", fault.Wrap(fault.Corrupt, err, "secret_id_unreadable", "file", path).With(fault.RestoreKey)
	}
	return id, nil
}

func (k *keychain) write(text string) error {
	_, err := ask(k, func() (struct{}, error) { return struct{}{}, k.put(text) })
	return err
}

func (k *keychain) put(text string) error {
	id, err := k.id()
	if err != nil {
		return err
	}
	if id != "" {
		return noKeychain(keyring.Set(service, k.account(id), text))
	}
	id = newID()
	if _, err := entry(k.account(id)); err != nil { // a keychain that can't be used leaves nothing behind
		return err
	}
	err = writeFile(idFile(k.o.Dir), id, func() error {
		return noKeychain(keyring.Set(service, k.account(id), text))
	})
	if _, ok := fault.As(err); err != nil && !ok {
		err = fault.Folder(err, "secret_id_unmade")
	}
	return err
}

func newID() string {
	b := make([]byte, 8)
	rand.Read(b)
	return hex.EncodeToString(b)
}

func (k *keychain) remove() error {
	_, err := ask(k, func() (struct{}, error) {
		id, err := k.id()
		if id != "" {
			err = erase(k.account(id))
		}
		if err != nil {
			return struct{}{}, err
		}
		return struct{}{}, errors.Join(k.forgetID(idFile(k.o.Dir)), k.clearName())
	})
	return err
}

func (k *keychain) clear() error {
	_, err := ask(k, func() (struct{}, error) { return struct{}{}, k.clearName() })
	return err
}

// clearName removes the entry that bears nothing but the profile's name, where it can be nobody else's.
func (k *keychain) clearName() error {
	if !k.o.Default {
		return nil
	}
	return erase(k.o.Profile)
}

func (k *keychain) forgetID(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fault.Folder(err, "secret_file_unremoved")
	}
	return nil
}

func (k *keychain) unreadable(why error) *fault.Error {
	return fault.Wrap(fault.Corrupt, why, "secret_keychain_unreadable").With(fault.RestoreKey)
}

func (k *keychain) missing() *fault.Error {
	if exists(newFile(k.o).path) {
		return fault.New(fault.Corrupt, "secret_in_file").With(fault.InFile)
	}
	account := k.o.Profile
	if id, err := k.id(); err == nil && id != "" {
		account = k.account(id)
	}
	return fault.New(fault.Corrupt, "secret_keychain_missing", "service", service, "account", account,
		"folder", k.o.folder()).With(fault.RestoreKey)
}

// entry is what lies under an account.
func entry(account string) (found, error) {
	text, err := keyring.Get(service, account)
	if errors.Is(err, keyring.ErrNotFound) {
		return found{}, nil
	}
	return found{text, err == nil}, noKeychain(err)
}

// erase removes what lies under an account; twice is no error.
func erase(account string) error {
	if err := keyring.Delete(service, account); !errors.Is(err, keyring.ErrNotFound) {
		return noKeychain(err)
	}
	return nil
}

func noKeychain(err error) error {
	if err == nil {
		return nil
	}
	return fault.Wrap(fault.Invalid, err, "secret_keychain").With(fault.UseFileSecrets)
}
