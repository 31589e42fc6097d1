package app

import (
	"cmp"
	"io"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"tenantry/app/connection"
	"tenantry/app/home"
	"tenantry/backend/fault"
	"tenantry/backend/logbook"
)

// profile says which partner account's data this is, and which build works on it.
type profile struct {
	name    string
	dir     string
	secrets string // keychain, file or memory
	version Version
	demo    *connection.Cloud // nil: not the demo

	keychainSlow func()
	held         func(dir string) (letGo func(), err error)
	passphrase   func(why error) (string, error)
}

func (o Options) profile() profile {
	held := o.Held
	if held == nil {
		held = func(string) (func(), error) { return func() {}, nil }
	}
	return profile{name: cmp.Or(o.Profile, defaultProfile), secrets: cmp.Or(o.Secrets, defaultSecrets), version: o.Version, demo: o.Cloud,
		keychainSlow: o.KeychainSlow, held: held, passphrase: o.Passphrase}
}

const defaultProfile = "default"

// isProfileName says whether s is 1 to 64 letters, digits, dots, dashes and underscores, the first one a letter or
// a digit. As a regular expression it would take a third of the time that the program needs to start.
func isProfileName(s string) bool {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) && (i == 0 || !strings.ContainsRune("._-", r)) {
			return false
		}
	}
	return s != "" && utf8.RuneCountInString(s) <= 64
}

// Dir is the folder of a profile. It changes nothing on the disk.
func (o Options) Dir() (string, error) {
	o.Profile = cmp.Or(o.Profile, defaultProfile)
	if !isProfileName(o.Profile) {
		return "", fault.New(fault.Invalid, "program_profile_name", "name", o.Profile)
	}
	home, err := o.home()
	if err != nil {
		return "", err
	}
	return filepath.Join(home, "profiles", o.Profile), nil
}

// home is where everything lies. It changes nothing on the disk.
func (o Options) home() (string, error) {
	if o.Home != "" {
		return o.Home, nil
	}
	return home.Default()
}

// InUse says whether another process holds the profile.
func InUse(err error) bool {
	f, ok := fault.As(err)
	return ok && f.Code == CodeInUse
}

// CodeInUse is the code of the fault that says so.
const CodeInUse = "profile-in-use"

// LogFile is where this profile's processes write down what they do.
func (o Options) LogFile() (io.WriteCloser, error) {
	home, err := o.home()
	if err != nil {
		return nil, err
	}
	name := cmp.Or(o.Profile, defaultProfile)
	if !isProfileName(name) {
		return nil, fault.New(fault.Invalid, "program_profile_name", "name", name)
	}
	return logbook.File(home, name), nil
}

// KeepPanic writes down a panic that was caught, where a crash is written down.
func (o Options) KeepPanic(why string) {
	if home, err := o.home(); err == nil {
		logbook.Panicked(home, why)
	}
}
