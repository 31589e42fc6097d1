package kv

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"sync"

	"tenantry/backend/fault"
)

// Memory is a DB whose values lie in memory. What also keeps them elsewhere hears of every commit before it counts.
type Memory struct {
	commit func(now map[string][]byte, changes []Pair) error
	turns  sync.Mutex // one writer at a time; readers are let in while it commits

	mu     sync.RWMutex
	values map[string][]byte
	closed bool
}

// NewMemory takes values over. commit, which may be nil, gets the values as they are, only to read, and the changes of
// a transaction (a nil value is a deletion, no key comes twice, none keeps its value; there may be none): they are done
// when it returns no error, and else they are not.
func NewMemory(values map[string][]byte, commit func(now map[string][]byte, changes []Pair) error) *Memory {
	return &Memory{values: values, commit: commit}
}

var errClosed = fault.New(fault.Internal, "store_closed")

// View implements DB.
func (d *Memory) View(f func(Tx) error) error {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.closed {
		return errClosed
	}
	return f(memoryTx{d.values, nil})
}

// Update implements DB.
func (d *Memory) Update(f func(Tx) error) error {
	return d.Alone(func(now map[string][]byte) error {
		t := memoryTx{now, map[string][]byte{}}
		if err := f(t); err != nil {
			return err
		}
		return d.apply(t.writes)
	})
}

// Alone runs f while nobody writes.
func (d *Memory) Alone(f func(now map[string][]byte) error) error {
	d.turns.Lock()
	defer d.turns.Unlock()
	if d.closed {
		return errClosed
	}
	return f(d.values)
}

// apply commits what is to be changed. The caller has the turn.
func (d *Memory) apply(writes map[string][]byte) error {
	var changes []Pair
	for _, k := range slices.Sorted(maps.Keys(writes)) {
		if old, there := d.values[k]; there != (writes[k] != nil) || !bytes.Equal(old, writes[k]) {
			changes = append(changes, Pair{[]byte(k), writes[k]})
		}
	}
	if d.commit != nil {
		if err := d.commit(d.values, changes); err != nil {
			return err
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, c := range changes {
		if c.Value == nil {
			delete(d.values, string(c.Key))
		} else {
			d.values[string(c.Key)] = c.Value
		}
	}
	return nil
}

// Walk implements DB. It hands out one chunk, copied under the lock.
func (d *Memory) Walk(prefix, but []byte, each func(chunk []Pair) error) error {
	d.mu.RLock()
	if d.closed {
		d.mu.RUnlock()
		return errClosed
	}
	var chunk []Pair
	for _, k := range slices.Sorted(maps.Keys(d.values)) {
		if strings.HasPrefix(k, string(prefix)) && (but == nil || !strings.HasPrefix(k, string(but))) {
			chunk = append(chunk, Pair{Key: []byte(k), Value: bytes.Clone(d.values[k])})
		}
	}
	d.mu.RUnlock()
	if chunk == nil {
		return nil
	}
	return each(chunk)
}

// Wipe implements DB.
func (d *Memory) Wipe() error {
	return d.Alone(func(now map[string][]byte) error {
		gone := map[string][]byte{}
		for k := range now {
			gone[k] = nil
		}
		return d.apply(gone)
	})
}

// Close implements DB. It is safe to call twice.
func (d *Memory) Close() error {
	d.turns.Lock()
	defer d.turns.Unlock()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	return nil
}

// memoryTx reads its own writes first; a nil write is a deletion.
type memoryTx struct{ values, writes map[string][]byte }

func (t memoryTx) Get(key []byte) ([]byte, error) {
	if v, ok := t.writes[string(key)]; ok {
		return bytes.Clone(v), nil
	}
	return bytes.Clone(t.values[string(key)]), nil
}

func (t memoryTx) Set(key, value []byte) error {
	t.writes[string(key)] = append([]byte{}, value...)
	return nil
}

func (t memoryTx) Delete(key []byte) error { t.writes[string(key)] = nil; return nil }
