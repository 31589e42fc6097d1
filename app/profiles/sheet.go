package profiles

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/folder"
	"tenantry/backend/message"
	"tenantry/backend/profilename"
)

// Sheet is what a user gave a profile to tell it from the others.
type Sheet struct {
	Label  string `json:"label,omitempty"`  // empty: it goes by its name
	Colour string `json:"colour,omitempty"` // one of contract.ProfileColours; empty: none was chosen
}

// sheetFile is where it lies in a profile's folder.
const sheetFile = "sheet.json"

// longestLabel is how many characters a label may have, largestSheet how many bytes are read of one.
const longestLabel, largestSheet = 60, 4 << 10

// read is the sheet in a profile's folder. What lies there that nobody can have chosen here counts as nothing chosen: the
// file is in clear, and anybody may have written it who may write there.
func read(dir string) (s Sheet) {
	f, _, err := folder.OpenRegular(filepath.Join(dir, sheetFile))
	if err != nil {
		return Sheet{}
	}
	defer f.Close()
	if json.NewDecoder(io.LimitReader(f, largestSheet)).Decode(&s) != nil {
		return Sheet{}
	}
	if labelProblem(s.Label) != "" {
		s.Label = ""
	}
	if !slices.Contains(contract.ProfileColours(), s.Colour) {
		s.Colour = ""
	}
	return s
}

// write keeps a sheet, in one step.
func write(dir string, s Sheet) error {
	err := func() error {
		part, err := os.CreateTemp(dir, sheetFile+".*")
		if err != nil {
			return err
		}
		defer func() { _ = os.Remove(part.Name()) }() // once it is renamed there is none
		err = json.NewEncoder(part).Encode(s)
		if err == nil {
			err = part.Sync()
		}
		if closing := part.Close(); err == nil {
			err = closing
		}
		if err != nil {
			return err
		}
		return os.Rename(part.Name(), filepath.Join(dir, sheetFile))
	}()
	if err != nil {
		return fault.Folder(err, "program_folder", "folder", dir)
	}
	return nil
}

// checked is a sheet as it is kept, beside those of others. The fault is of kind Invalid and names the field.
func (s Sheet) checked(others []Profile) (Sheet, error) {
	s.Label = profilename.Of(strings.Join(strings.Fields(s.Label), " "))
	key := labelProblem(s.Label)
	if slices.ContainsFunc(others, func(p Profile) bool { return profilename.Same(p.Called(), s.Label) }) {
		key = "field_profile_taken"
	}
	if key != "" {
		return s, wrong("label", message.Of(key, "most", longestLabel))
	}
	if s.Colour != "" && !slices.Contains(contract.ProfileColours(), s.Colour) {
		return s, wrong("colour", message.Of("field_profile_colour", "colours", strings.Join(contract.ProfileColours(), ", ")))
	}
	return s, nil
}

func wrong(field string, m message.Message) error {
	f := fault.Say(fault.Invalid, m)
	f.Fields = fault.Fields{field: m}
	return f
}

// labelProblem is the key of what is wrong with a label, or empty.
func labelProblem(label string) string {
	unseen := func(r rune) bool { return r == utf8.RuneError || !unicode.IsPrint(r) }
	switch {
	case utf8.RuneCountInString(label) > longestLabel:
		return "field_profile_long"
	case strings.ContainsFunc(label, unseen):
		return "field_profile_unseen"
	}
	return ""
}
