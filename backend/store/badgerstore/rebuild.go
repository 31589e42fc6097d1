package badgerstore

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"tenantry/backend/folder"
	"tenantry/backend/seal"
	"tenantry/backend/store/badgerstore/remains"
	"tenantry/backend/store/kv"
)

// unready is what a cache is called, after its folder, while it is filled with what can be read of a damaged one.
const unready = ".rescued"

// RebuildCache sets the closed cache in dir aside and opens a new one with what can still be read of the old. For a cache
// that opened but turned out damaged when it was read: why is the fault that said so. sealedOnly is as in [OpenCache].
// The old one keeps its place until the new one is whole: a kill, or a disk that fills, loses nothing.
func RebuildCache(dir string, key [32]byte, sealedOnly bool, why error) (*Cache, Recovered, error) {
	if err := newRoom(cacheOptions(dir, key)).toWrite(0); err != nil {
		return nil, Recovered{}, fmt.Errorf("rebuild the cache: %w", errors.Join(err, why))
	}
	rescued, err := rescue(dir, key, sealedOnly)
	if err != nil {
		return nil, Recovered{}, fmt.Errorf("rescue the cache: %w", errors.Join(classify(err, dir), why))
	}
	r := Recovered{SetAside: dir + aside + time.Now().UTC().Format(asideTime), Why: why, Rescued: rescued}
	if err := os.Rename(dir, r.SetAside); err != nil {
		return nil, Recovered{}, fmt.Errorf("set the cache aside: %w", errors.Join(classify(err, dir), why))
	}
	if err := finishRebuild(dir); err != nil {
		return nil, r, fmt.Errorf("put the new cache in its place: %w", err)
	}
	c, err := openCache(dir, key, true)
	if err != nil {
		return nil, r, fmt.Errorf("open a new cache: %w", err)
	}
	return c, r, nil
}

// rescue fills a cache beside the one in dir with what can be read of that one.
func rescue(dir string, key [32]byte, sealedOnly bool) (kv.Rescued, error) {
	if err := folder.Remove(dir + unready); err != nil {
		return kv.Rescued{}, err
	}
	c, err := openCache(dir+unready, key, true)
	if err != nil {
		return kv.Rescued{}, err
	}
	rescued := kv.Rescued{Uncertain: true}
	if left, e := remains.Read(cacheOptions(dir, key)); e == nil { // else its keys are gone, or others
		rescued, err = c.Rescue(kv.Remains{Values: left.Values, MayLack: left.MayLack}, seal.New(sealKey(key), cachePlace), sealedOnly)
	}
	return rescued, errors.Join(err, c.Close())
}

// finishRebuild puts a new cache in the place of one that was set aside, also where a kill came in between. One that
// stands beside the old was not whole yet.
func finishRebuild(dir string) error {
	_, err := os.Stat(dir)
	if err == nil {
		return classify(folder.Remove(dir+unready), dir)
	}
	if err = os.Rename(dir+unready, dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return classify(err, dir)
}

// Gone says that no file of a cache is in dir, nor in a folder from which a kill kept it from taking its place.
func Gone(dir string) bool {
	for _, place := range []string{dir, dir + unready, dir + stale} {
		if entries, err := os.ReadDir(place); len(entries) > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
			return false
		}
	}
	return true
}
