package badgerstore

import (
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tenantry/backend/folder"
)

// A cache that was set aside is called "<folder>.bad-<time>".
const (
	aside     = ".bad-"
	asideTime = "20060102T150405.000000000Z"
)

const (
	asideKept = 30 * 24 * time.Hour // how long one is kept, for who may want to look into it
	asideMost = 3                   // how many are kept
)

// ForgetOld removes the caches that were set aside beside dir more than 30 days ago, and those before the last three.
// Their age is in their names. It returns those that it removed; one that can't be removed is tried again next time.
func ForgetOld(dir string) (removed []string) {
	found, _ := filepath.Glob(globbed(dir) + aside + "*") // the only error is a wrong pattern
	slices.Sort(found)
	slices.Reverse(found) // the newest first: the time's form sorts
	kept := 0
	for _, path := range found {
		at, err := time.Parse(asideTime, strings.TrimPrefix(filepath.Base(path), filepath.Base(dir)+aside))
		if err != nil {
			continue // somebody's own
		}
		if kept++; kept <= asideMost && time.Since(at) <= asideKept {
			continue
		}
		if folder.Remove(path) == nil {
			removed = append(removed, path)
		}
	}
	return removed
}

// globbed is a path as a pattern that matches itself.
func globbed(path string) string {
	return strings.NewReplacer(`*`, `[*]`, `?`, `[?]`, `[`, `[[]`).Replace(path)
}
