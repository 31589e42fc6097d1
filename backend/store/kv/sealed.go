package kv

import (
	"runtime"
	"sync/atomic"

	"github.com/klauspost/compress/s2"
	"golang.org/x/sync/errgroup"

	"tenantry/backend/fault"
	"tenantry/backend/seal"
)

// Seal is db with every value compressed, and then sealed in box under its full key: who can write to the disk can
// neither change a value nor put it under another key. What is not as it was sealed is Corrupt ("store_forged") to
// whoever reads it.
func Seal(db DB, box seal.Box) *Sealed {
	s := &Sealed{DB: db}
	s.Reseal(box)
	return s
}

// Sealed is a DB whose values are sealed.
type Sealed struct {
	DB
	box atomic.Pointer[seal.Box]
}

// Reseal takes another box for what is read and written from now on. Nothing may be kept under the one before.
func (s *Sealed) Reseal(box seal.Box) { s.box.Store(&box) }

// View implements DB.
func (s *Sealed) View(f func(Tx) error) error {
	return s.DB.View(func(tx Tx) error { return f(sealedTx{tx, *s.box.Load()}) })
}

// Update implements DB.
func (s *Sealed) Update(f func(Tx) error) error {
	return s.DB.Update(func(tx Tx) error { return f(sealedTx{tx, *s.box.Load()}) })
}

// Walk opens a chunk on all cores: it is a good part of what a start costs.
func (s *Sealed) Walk(prefix, but []byte, each func(chunk []Pair) error) error {
	box := *s.box.Load() // of when it began: a wipe meanwhile leaves nothing to open
	return s.DB.Walk(prefix, but, func(chunk []Pair) error {
		err := shared(len(chunk), func(i int) (err error) {
			chunk[i].Value, err = unsealed(box, chunk[i].Key, chunk[i].Value)
			return err
		})
		if err != nil {
			return err
		}
		return each(chunk)
	})
}

// shared does n pieces of work on all cores.
func shared(n int, do func(i int) error) error {
	workers := min(runtime.GOMAXPROCS(0), n)
	var g errgroup.Group
	for w := range workers {
		g.Go(func() error {
			for i := w; i < n; i += workers {
				if err := do(i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}

type sealedTx struct {
	Tx
	box seal.Box
}

func (t sealedTx) Get(key []byte) ([]byte, error) {
	value, err := t.Tx.Get(key)
	if err != nil || value == nil {
		return nil, err
	}
	return unsealed(t.box, key, value)
}

func (t sealedTx) Set(key, value []byte) error { return t.Tx.Set(key, asSealed(t.box, key, value)) }

func asSealed(box seal.Box, key, value []byte) []byte {
	return box.Seal(s2.Encode(nil, value), key)
}

func unsealed(box seal.Box, key, value []byte) ([]byte, error) {
	packed, err := box.Open(value, key)
	if err != nil {
		return nil, err
	}
	plain, err := s2.Decode([]byte{}, packed) // never nil, which would be no value
	if err != nil {
		return nil, fault.Wrap(fault.Corrupt, err, "store_unreadable")
	}
	return plain, nil
}
