package badgerstore

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/table"

	"tenantry/backend/fault"
	"tenantry/backend/store/badgerstore/remains"
)

// inspect looks at the folder before Badger does. It refuses what Badger would take for an empty
// folder and write into (files of others), what it would tidy away (tables whose list is lost), and
// damaged tables: Badger reads their tails in goroutines of its own, where a panic can't be caught.
func inspect(o badger.Options) error {
	entries, err := os.ReadDir(o.Dir)
	if err != nil {
		return classify(err, o.Dir)
	}
	seen := map[string]int{}
	foreign := ""
	for _, e := range entries {
		switch name := e.Name(); {
		case name == badger.ManifestFilename, name == badger.KeyRegistryFileName:
			seen[name]++
		case name == "LOCK", name == "DISCARD", name == "MANIFEST-REWRITE", name == badger.KeyRegistryRewriteFileName:
		case slices.Contains([]string{".sst", ".mem", ".vlog"}, filepath.Ext(name)):
			seen[filepath.Ext(name)]++
		default:
			foreign = name
		}
	}
	data := seen[".sst"]+seen[".mem"]+seen[".vlog"] > 0
	switch {
	case seen[badger.ManifestFilename] == 0 && foreign != "":
		return fault.New(fault.Denied, "store_foreign", "folder", o.Dir, "file", foreign).With(fault.FixPermissions)
	case data && (seen[badger.ManifestFilename] == 0 || seen[badger.KeyRegistryFileName] == 0):
		return damaged(o.Dir, errors.New("the list of its tables or of its keys is gone"))
	case !data:
		return nil // empty, or a first start was cut short
	}
	live, err := remains.Tables(o)
	// A table that no list names is left by a kill in the middle of a flush, and then its memtable is
	// there, or of a compaction, and then others are listed.
	unlisted := seen[".sst"] > len(live) && seen[".mem"] == 0
	switch {
	case err != nil && (unlisted || !errors.Is(err, remains.ErrTorn)):
		return damaged(o.Dir, err)
	case unlisted && len(live) == 0:
		return damaged(o.Dir, errors.New("the list of its tables is empty, but there are tables"))
	}
	err = inspectLogs(o.Dir)
	for id := range live {
		if err == nil {
			err = inspectTable(table.NewFilename(id, o.Dir))
		}
	}
	if err = classify(err, o.Dir); fault.KindOf(err) == fault.Internal {
		err = damaged(o.Dir, err)
	}
	return err
}

// inspectTable checks the tail of a table: its index.
func inspectTable(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if _, err := remains.Index(f, info.Size()); err != nil {
		return fmt.Errorf("table %s: %w", filepath.Base(path), err)
	}
	return nil
}

// inspectLogs checks what a kill left: Badger takes what follows a damaged entry for nothing.
func inspectLogs(dir string) error {
	names, _ := filepath.Glob(filepath.Join(dir, "*.mem")) // the only error is a wrong pattern
	for _, name := range names {
		log, err := os.ReadFile(name)
		if err == nil {
			err = remains.CheckLog(log)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
