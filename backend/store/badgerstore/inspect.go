package badgerstore

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/table"

	"tenantry/backend/fault"
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
	live, err := manifest(o)
	if err != nil {
		return damaged(o.Dir, err)
	}
	// A table that no list names is left by a kill in the middle of a flush, and then its memtable is
	// there, or of a compaction, and then others are listed.
	if len(live) == 0 && seen[".sst"] > 0 && seen[".mem"] == 0 {
		return damaged(o.Dir, errors.New("the list of its tables is empty, but there are tables"))
	}
	for id := range live {
		if err := inspectTable(table.NewFilename(id, o.Dir)); err != nil {
			if err = classify(err, o.Dir); fault.KindOf(err) == fault.Internal {
				err = damaged(o.Dir, err)
			}
			return err
		}
	}
	return nil
}

// manifest reads which tables are live.
func manifest(o badger.Options) (map[uint64]badger.TableManifest, error) {
	f, err := os.Open(filepath.Join(o.Dir, badger.ManifestFilename))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	m, _, err := badger.ReplayManifestFile(f, o.ExternalMagicVersion, o)
	return m.Tables, err
}

// inspectTable checks the tail of one of Badger's tables: … index, its length (4), its checksum, the
// checksum's length (4); numbers big-endian.
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
	end := info.Size()
	back := func(n uint32) []byte {
		if err != nil || int64(n) > end {
			err = errors.Join(err, io.ErrUnexpectedEOF)
			return make([]byte, 4)
		}
		b := make([]byte, n)
		end -= int64(n)
		_, err = f.ReadAt(b, end)
		return b
	}
	sum := back(binary.BigEndian.Uint32(back(4)))
	index := back(binary.BigEndian.Uint32(back(4)))
	if err != nil {
		return fmt.Errorf("table %s: %w", filepath.Base(path), err)
	}
	if want, ok := crcOf(sum); !ok || want != uint64(crc32.Checksum(index, castagnoli)) {
		return fmt.Errorf("table %s: the checksum of its index is wrong", filepath.Base(path))
	}
	return nil
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// crcOf reads Badger's protobuf message Checksum: field 1 the algorithm, 0 and left out for CRC-32C,
// field 2 the sum, both varints.
func crcOf(message []byte) (sum uint64, ok bool) {
	if len(message) < 2 || message[0] != 2<<3 {
		return 0, false
	}
	sum, n := binary.Uvarint(message[1:])
	return sum, n == len(message)-1
}
