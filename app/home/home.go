package home

import (
	"path/filepath"

	"tenantry/backend/fault"
)

// name is that of the default home, below the operating system's place for application data.
const name = "Tenantry"

// Default is where everything lies when nobody names a place. Where an older program chose another place, and what
// lies there could not be moved yet ([Settle]), it is that one.
func Default() (string, error) {
	now, before, err := places()
	if err != nil {
		return "", fault.Wrap(fault.Invalid, err, "program_no_data_place").With(fault.FixPermissions)
	}
	switch {
	case before == "" || exists(now):
		return now, nil
	case exists(before):
		return before, nil
	case exists(before + leaving): // to begin anew elsewhere would hide what lies there
		return "", fault.New(fault.Denied, "program_home_unmoved", "folder", before+leaving, "place", now).With(fault.FixPermissions)
	}
	return now, nil
}

// Web is where the window's web view keeps what it keeps; empty: in its own place.
func Web() string {
	now, before, err := places()
	if err != nil || before == "" {
		return ""
	}
	return filepath.Join(filepath.Dir(now), name+" window")
}

// Settle moves what an older program kept in another place to the default home. Where it fails nothing is changed,
// [Default] is the old place, and the next start tries again. Several processes may call it at once.
func Settle() error {
	now, before, err := places()
	if err != nil || before == "" {
		return err
	}
	return move(before, now)
}
