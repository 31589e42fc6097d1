package app

import (
	"cmp"
	"io"
	"os"
	"path/filepath"
	"slices"

	"tenantry/app/connection"
	"tenantry/app/home"
	"tenantry/app/stores"
	"tenantry/backend/fault"
	"tenantry/backend/logbook"
	"tenantry/backend/profilename"
)

// profile says which partner account's data this is, and which build works on it.
type profile struct {
	stores.Place
	version Version
	demo    *connection.Cloud // nil: not the demo
}

// profile is the one that o names. Where it can't lie anywhere it has no folder, and [Options.Dir] says why.
func (o Options) profile() profile {
	p := profile{version: o.Version, demo: o.Cloud, Place: stores.Place{Name: o.profileName(), Secrets: cmp.Or(o.Secrets, stores.DefaultSecrets),
		KeychainSlow: o.KeychainSlow, Windowed: o.Shell != nil, Held: o.Held, Passphrase: o.Passphrase}}
	p.Dir, _ = o.Dir()
	usual, err := Options{Profile: p.Name}.Dir()
	p.Usual = err == nil && usual == p.Dir
	return p
}

const defaultProfile = "default"

// profileName is the profile's name in the form in which it is kept.
func (o Options) profileName() string { return profilename.Of(cmp.Or(o.Profile, defaultProfile)) }

// Dir is the folder of a profile. It changes nothing on the disk.
func (o Options) Dir() (string, error) {
	name := o.profileName()
	if err := profilename.Check(name); err != nil {
		return "", err
	}
	home, err := o.home()
	if err != nil {
		return "", err
	}
	return filepath.Join(home, "profiles", name), nil
}

// alone refuses a new profile whose name differs from an older one's in nothing but capitals: on many systems both
// would be one folder.
func (p profile) alone() error {
	entries, err := os.ReadDir(filepath.Dir(p.Dir))
	if err != nil || slices.ContainsFunc(entries, func(e os.DirEntry) bool { return e.Name() == p.Name }) {
		return nil // there is none yet, or it is this one; what else is wrong shows when it is opened
	}
	for _, e := range entries {
		if profilename.Same(e.Name(), p.Name) {
			return fault.New(fault.Invalid, "program_profile_case", "name", p.Name, "other", e.Name())
		}
	}
	return nil
}

// home is where everything lies. It changes nothing on the disk.
func (o Options) home() (string, error) {
	if o.Home != "" {
		return o.Home, nil
	}
	return home.Default()
}

// InUse says whether another process holds the profile.
func InUse(err error) bool { return stores.InUse(err) }

// CodeInUse is the code of the fault that says so.
const CodeInUse = stores.CodeInUse

// OwnCode says of a failure's code that it is no service's, but stands for words that are said anyway.
func OwnCode(code string) bool { return slices.Contains(stores.Codes, code) }

// CheckPassphrase says whether a new passphrase may be used. The fault is of kind Invalid.
func CheckPassphrase(words string) error { return stores.CheckPassphrase(words) }

// LogFile is where this profile's processes write down what they do.
func (o Options) LogFile() (io.WriteCloser, error) {
	dir, err := o.Dir()
	if err != nil {
		return nil, err
	}
	home, err := o.logHome()
	if err != nil {
		return nil, err
	}
	return logbook.File(home, filepath.Base(dir)), nil
}

// logHome is the home, unless somebody else could write where its logs lie: whatever opens first, what is refused
// is not written into.
func (o Options) logHome() (string, error) {
	place, err := o.home()
	if err != nil {
		return "", err
	}
	return place, cmp.Or(home.Guard(place, logbook.Dir(place)), home.Files(logbook.Dir(place)))
}

// KeepPanic writes down a panic that was caught, where a crash is written down.
func (o Options) KeepPanic(why string) {
	if home, err := o.logHome(); err == nil {
		logbook.Panicked(home, why)
	}
}
