package erase

import (
	"errors"
	"os"
	"path/filepath"

	"tenantry/app/home"
	"tenantry/backend/fault"
	"tenantry/backend/folder"
	"tenantry/backend/secret"
	"tenantry/backend/store/profilelock"
)

// Everything removes what lies below a home, and the home itself if nothing of others is left in it. It names the profiles
// that are gone. A profile that another process has open stays, is named by the error (Conflict), and the others go all the
// same. slow says to whoever is there that the keychain takes long to answer; nil: nobody is there.
func Everything(place string, slow func()) (gone []string, err error) {
	below := filepath.Join(place, "profiles")
	if err := home.Guard(place, below); err != nil {
		return nil, err
	}
	profiles, err := os.ReadDir(below)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fault.Folder(err, "program_folder", "folder", below)
	}
	err = nil
	for _, p := range profiles {
		if !p.IsDir() {
			continue
		}
		if one := profile(below, p.Name(), usual(place), slow); one != nil {
			err = errors.Join(err, one)
			continue
		}
		gone = append(gone, p.Name())
	}
	if err != nil {
		return gone, err
	}
	for _, rest := range []string{below, filepath.Join(place, "demo"), filepath.Join(place, "logs")} {
		_ = folder.Remove(rest) // Windows keeps the log that this process writes; it names nobody
	}
	_ = os.Remove(place)
	return gone, nil
}

// Profile removes one profile below a home, its keys first, unopened. One that another process has open stays: a fault of
// kind Conflict. slow is that of Everything. Its log stays with those of the others.
func Profile(place, name string, slow func()) error {
	below := filepath.Join(place, "profiles")
	if err := home.Guard(place, below, filepath.Join(below, name)); err != nil {
		return err
	}
	return profile(below, name, usual(place), slow)
}

// usual says whether it is the home where everything lies when nobody names one.
func usual(place string) bool {
	at, err := home.Default()
	return err == nil && at == place
}

// profile takes the keys of a profile away, and then its folder.
func profile(below, name string, usual bool, slow func()) error {
	dir := filepath.Join(below, name)
	lock, err := profilelock.Take(dir)
	if err != nil {
		return err
	}
	defer func() { _ = lock.Release() }()
	keys := filepath.Join(dir, "keys")
	for _, kind := range kinds(keys, name) {
		v, err := secret.New(secret.Options{Kind: kind, Profile: name, Dir: keys, Default: usual, Patience: secret.AtTerminal(slow)})
		if err == nil {
			err = v.Forget()
		}
		if err != nil {
			return err
		}
	}
	inside, err := os.ReadDir(dir)
	for _, e := range inside {
		if e.Name() != "LOCK" { // on Windows it goes with the lock
			err = errors.Join(err, folder.Remove(filepath.Join(dir, e.Name())))
		}
	}
	if err != nil {
		return fault.Folder(err, "program_folder", "folder", dir)
	}
	return errors.Join(lock.Release(), folder.Remove(dir))
}

// kinds are where the keys of a profile lie: in its folder, in the keychain, or, of one that was there and then here, in both.
func kinds(keys, name string) (all []string) {
	_, id := os.Stat(filepath.Join(keys, "id"))
	_, file := os.Stat(filepath.Join(keys, name+".key"))
	if file == nil {
		all = append(all, secret.File)
	}
	if id == nil || file != nil { // an entry of before has no id
		all = append(all, secret.Keychain)
	}
	return all
}
