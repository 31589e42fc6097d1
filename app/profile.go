package app

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tenantry/app/connection"
	"tenantry/app/contract"
	"tenantry/app/control"
	"tenantry/app/erase"
	"tenantry/app/handover"
	"tenantry/app/home"
	"tenantry/app/profiles"
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

// Profiles are those of this machine's home, known without opening any. They work in a window that opened nothing, too.
type Profiles struct {
	options Options
	window  *window
	looks   func() handover.Looks // what a window in the place of this one is handed
}

// ProfilesOf are the profiles of a home, for whoever has no App: the command line.
func ProfilesOf(o Options) *Profiles {
	return &Profiles{options: o, window: &window{}, looks: func() (none handover.Looks) { return none }}
}

// List are the profiles, in the order of their names.
func (p *Profiles) List() ([]contract.Profile, error) {
	place, err := p.options.home()
	if err != nil {
		return nil, err
	}
	all, err := profiles.List(place)
	return contract.Each(all, p.shown), err
}

func (p *Profiles) shown(it profiles.Profile) contract.Profile {
	return contract.Profile{Name: it.Name, Label: it.Label, Colour: it.Colour, Current: it.Name == p.options.profileName()}
}

// Add makes a profile that nothing is kept in yet. An empty colour is the first that is free. What it can't be called is a
// fault of kind Invalid.
func (p *Profiles) Add(label, colour string) (contract.Profile, error) {
	place, err := p.options.home()
	if err != nil {
		return contract.Profile{}, err
	}
	made, err := profiles.Add(place, profiles.Sheet{Label: label, Colour: colour})
	return p.shown(made), err
}

// Change calls a profile otherwise, or gives it another colour; what is empty stays. Its name stays in any case. The faults
// are those of Add; that there is none of this name is one of kind Missing.
func (p *Profiles) Change(name, label, colour string) (contract.Profile, error) {
	place, err := p.options.home()
	if err != nil {
		return contract.Profile{}, err
	}
	changed, err := profiles.Change(place, name, profiles.Sheet{Label: label, Colour: colour})
	return p.shown(changed), err
}

// Remove takes a profile off this machine with all that is kept in it, and its keys. One that is open, here or in another
// process, stays: a fault of kind Conflict.
func (p *Profiles) Remove(name string) error {
	place, err := p.options.home()
	if err != nil {
		return err
	}
	it, err := profiles.Find(place, name)
	if err != nil {
		return err
	}
	if p.window.there() && it.Name == p.options.profileName() { // a locked window holds no lock
		return fault.New(fault.Conflict, "program_profile_own", "name", it.Called()).With("")
	}
	slow := p.options.KeychainSlow
	if p.window.there() {
		slow = nil // that says so while a profile is opened
	}
	return erase.Profile(place, it.Name, slow)
}

// showWithin is how long another process may take to show its window.
const showWithin = 5 * time.Second

// Switch opens a window of another profile in the place of this one, which ends. Where that profile has a window already it
// is brought to the front, and this one stays: shown says so. One that another command works in is a fault of kind
// Conflict.
func (p *Profiles) Switch(name string) (shown bool, err error) {
	place, err := p.options.home()
	if err != nil {
		return false, err
	}
	it, err := profiles.Find(place, name)
	if err != nil {
		return false, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), showWithin)
	defer cancel()
	o := p.options
	o.Profile = it.Name
	dir, err := o.Dir()
	if err != nil {
		return false, err
	}
	switch code, err := control.Ask(ctx, dir, control.Call{Show: true}, strings.NewReader(""), io.Discard, io.Discard); {
	case errors.Is(err, control.ErrNobody), errors.Is(err, control.ErrLeft):
		return false, p.window.startAnew(handover.Handover{Start: handover.Switched, Looks: p.looks(), Profile: it.Name}, "")
	case err != nil, code != 0:
		return false, fault.New(fault.Conflict, "program_profile_busy", "name", it.Called()).With(fault.WaitAndRetry)
	}
	return true, nil
}
