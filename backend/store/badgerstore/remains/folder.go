package remains

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/table"
	"github.com/dgraph-io/badger/v4/y"
)

// ErrTorn says that the list of tables ends in the middle of a line.
var ErrTorn = errors.New("the list of its tables is cut short")

// Tables reads which tables are live. With [ErrTorn] these are not all, or the last change was never acknowledged.
func Tables(o badger.Options) (map[uint64]badger.TableManifest, error) {
	f, err := os.Open(filepath.Join(o.Dir, badger.ManifestFilename))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	m, end, err := badger.ReplayManifestFile(f, o.ExternalMagicVersion, o)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || info.Size() > end {
		return m.Tables, errors.Join(err, ErrTorn)
	}
	return m.Tables, nil
}

// version is the newest value that was found of a key.
type version struct {
	entry
	at uint64
}

// Remains is what of a database can still be read.
type Remains struct {
	Values map[string][]byte // by their keys, the newest that could be found
	holes  []hole
}

// hole is what can't be read, from one key up to another (nil: to the end).
type hole struct{ from, to []byte }

// MayLack says whether a newer value of the key may have been in what can't be read.
func (r Remains) MayLack(key []byte) bool {
	for _, h := range r.holes {
		if bytes.Compare(h.from, key) <= 0 && (h.to == nil || bytes.Compare(key, h.to) <= 0) {
			return true
		}
	}
	return false
}

// folder is a database that is being read.
type folder struct {
	dir   string
	keys  *badger.KeyRegistry
	logs  map[uint32][]byte // the value logs that were read
	data  map[string]version
	holes []hole
}

// Read reads the closed database of o. The error says why nothing can be read: the list of data keys is gone, or under
// another key. When the list of tables is gone, all tables are read, merged ones too: something that was deleted may
// come back.
func Read(o badger.Options) (Remains, error) {
	keys, err := registry(o)
	if err != nil {
		return Remains{}, err
	}
	f := &folder{dir: o.Dir, keys: keys, logs: map[uint32][]byte{}, data: map[string]version{}}
	live, err := Tables(o)
	for _, path := range f.files("*.sst") {
		id, known := table.ParseFileID(filepath.Base(path))
		t, listed := live[id]
		delete(live, id)
		if known && (listed && !f.table(path, f.key(t.KeyID)) || !listed && err != nil && !f.tableUnder(path)) {
			f.hole(nil, nil)
		}
	}
	if len(live) > 0 { // tables that are listed and not there
		f.hole(nil, nil)
	}
	for _, path := range f.files("*.mem") {
		f.log(path)
	}
	r := Remains{Values: map[string][]byte{}, holes: f.holes}
	for key, v := range f.data {
		if value, ok := f.value(v.entry); ok {
			r.Values[key] = value
		}
	}
	return r, nil
}

// registry reads the data keys. Badger panics at some damages.
func registry(o badger.Options) (keys *badger.KeyRegistry, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the list of its keys: %v", r)
		}
	}()
	return badger.OpenKeyRegistry(badger.KeyRegistryOptions{Dir: o.Dir, ReadOnly: true, EncryptionKey: o.EncryptionKey})
}

func (f *folder) files(pattern string) []string {
	names, _ := filepath.Glob(filepath.Join(f.dir, pattern)) // the only error is a wrong pattern
	return names
}

// key is the data key of that number; nil: there is none.
func (f *folder) key(id uint64) []byte {
	k, err := f.keys.DataKey(id)
	if err != nil || k == nil {
		return nil
	}
	return k.Data
}

func (f *folder) hole(from, to []byte) {
	f.holes = append(f.holes, hole{y.ParseKey(from), y.ParseKey(to)})
}

// table reads a table under its data key and says whether it could.
func (f *folder) table(path string, key []byte) bool {
	data, err := os.ReadFile(path)
	return err == nil && key != nil && readTable(data, key, f.add, f.hole) == nil
}

// tableUnder finds the table's data key by trying: they are numbered from 1.
func (f *folder) tableUnder(path string) bool {
	for id := uint64(1); f.key(id) != nil; id++ {
		if f.table(path, f.key(id)) {
			return true
		}
	}
	return false
}

// log reads what was written last.
func (f *folder) log(path string) {
	log, err := os.ReadFile(path)
	key := f.key(keyID(log))
	if err != nil || key == nil && written(log) > 0 || CheckLog(log) != nil {
		f.hole(nil, nil)
	}
	if key != nil {
		replay(log, key, f.add)
	}
}

// add keeps the newest version of a key.
func (f *folder) add(e entry) {
	key, at := y.ParseKey(e.key), y.ParseTs(e.key)
	if bytes.HasPrefix(key, []byte("!badger!")) {
		return
	}
	if old, ok := f.data[string(key)]; !ok || at >= old.at {
		f.data[string(key)] = version{e, at}
	}
}

// value is what an entry holds. Not ok: it was deleted, or lies in a value log and can't be read there.
func (f *folder) value(e entry) ([]byte, bool) {
	if e.meta&deleted != 0 {
		return nil, false
	}
	if e.meta&pointer == 0 {
		return e.value, true
	}
	if len(e.value) < 12 { // the log's number, the entry's length and its place, in the machine's order
		return nil, false
	}
	id, at := binary.NativeEndian.Uint32(e.value), int(binary.NativeEndian.Uint32(e.value[8:]))
	log, ok := f.logs[id]
	if !ok {
		log, _ = os.ReadFile(filepath.Join(f.dir, fmt.Sprintf("%06d.vlog", id)))
		f.logs[id] = log
	}
	key := f.key(keyID(log))
	r, ok := recordAt(log, at)
	if !ok || key == nil {
		return nil, false
	}
	there, err := r.open(log, at, key)
	return there.value, err == nil && bytes.Equal(there.key, e.key)
}
