package profiles

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"tenantry/app/contract"
	"tenantry/app/home"
	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/profilename"
)

// Profile is one that lies below a home.
type Profile struct {
	Name string // of its folder, and behind --profile
	Sheet
}

// Called is what it is called: as its user said, else by its name.
func (p Profile) Called() string { return cmp.Or(p.Label, p.Name) }

func below(place string) string { return filepath.Join(place, "profiles") }

// List are the profiles below a home, in the order of their names. Who has no colour has the first one that is free.
func List(place string) ([]Profile, error) {
	entries, err := os.ReadDir(below(place)) // in their order
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fault.Folder(err, "program_folder", "folder", below(place))
	}
	var all []Profile
	for _, e := range entries {
		if e.IsDir() && profilename.Check(e.Name()) == nil {
			all = append(all, Profile{e.Name(), read(filepath.Join(below(place), e.Name()))})
		}
	}
	for i := range all {
		if all[i].Colour == "" {
			all[i].Colour = free(all)
		}
	}
	return all, nil
}

// free is the first colour that none of them has; of all taken, the first.
func free(all []Profile) string {
	colours := contract.ProfileColours()
	for _, c := range colours {
		if !slices.ContainsFunc(all, func(p Profile) bool { return p.Colour == c }) {
			return c
		}
	}
	return colours[0]
}

// find is the profile of a name. That there is none is a fault of kind Missing.
func find(place, name string) (all []Profile, at int, err error) {
	all, err = List(place)
	if err != nil {
		return nil, 0, err
	}
	at = slices.IndexFunc(all, func(p Profile) bool { return p.Name == profilename.Of(name) })
	if at < 0 {
		return nil, 0, fault.New(fault.Missing, "program_profile_missing", "name", name)
	}
	return all, at, nil
}

// Find is the profile of a name. That there is none is a fault of kind Missing.
func Find(place, name string) (Profile, error) {
	all, at, err := find(place, name)
	if err != nil {
		return Profile{}, err
	}
	return all[at], nil
}

// Add makes a profile with nothing in it. Its name is made of what it is called; an empty colour is the first that is free.
// What it can't be called is a fault of kind Invalid with the field.
func Add(place string, s Sheet) (Profile, error) {
	all, err := List(place)
	if err != nil {
		return Profile{}, err
	}
	if s, err = s.checked(all); err != nil {
		return Profile{}, err
	}
	if s.Label == "" {
		return Profile{}, wrong("label", message.Of("field_profile_label"))
	}
	s.Colour = cmp.Or(s.Colour, free(all))
	if err := home.Guard(place, below(place)); err != nil {
		return Profile{}, err
	}
	if err := os.MkdirAll(below(place), 0o700); err != nil {
		return Profile{}, fault.Folder(err, "program_folder", "folder", below(place))
	}
	for n := 1; ; n++ {
		name := profilename.From(s.Label, suffix(n))
		if slices.ContainsFunc(all, func(p Profile) bool { return profilename.Same(p.Name, name) }) {
			continue
		}
		dir := filepath.Join(below(place), name)
		err := os.Mkdir(dir, 0o700)
		switch {
		case errors.Is(err, fs.ErrExist): // a file, or another process was first
			continue
		case err != nil:
			return Profile{}, fault.Folder(err, "program_folder", "folder", below(place))
		}
		if err := write(dir, s); err != nil {
			_ = os.Remove(dir)
			return Profile{}, err
		}
		return Profile{name, s}, nil
	}
}

// suffix tells the nth profile of a name from those before it.
func suffix(n int) string {
	if n == 1 {
		return ""
	}
	return "-" + strconv.Itoa(n)
}

// Change gives a profile another sheet; what is empty stays as it is. The faults are those of Find and Add.
func Change(place, name string, s Sheet) (Profile, error) {
	all, at, err := find(place, name)
	if err != nil {
		return Profile{}, err
	}
	p := all[at]
	s.Label, s.Colour = cmp.Or(s.Label, p.Label), cmp.Or(s.Colour, p.Colour)
	if s, err = s.checked(slices.Delete(all, at, at+1)); err != nil {
		return Profile{}, err
	}
	dir := filepath.Join(below(place), p.Name)
	if err := home.Guard(place, below(place), dir); err != nil {
		return Profile{}, err
	}
	return Profile{p.Name, s}, write(dir, s)
}
