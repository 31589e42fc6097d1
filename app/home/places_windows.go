package home

import (
	"os"
	"path/filepath"
)

// places are where the default home lies, and where it lay before: that one roams, so that a profile whose key stays
// in one machine's keychain would go to another machine, and back over what was written meanwhile.
func places() (now, before string, err error) {
	local, err := os.UserCacheDir() // %LocalAppData%
	if err != nil {
		return "", "", err
	}
	roaming, err := os.UserConfigDir() // %AppData%
	if err != nil {
		return "", "", err
	}
	return filepath.Join(local, name), filepath.Join(roaming, name), nil
}
