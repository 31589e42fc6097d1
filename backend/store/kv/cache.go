package kv

import (
	"errors"
	"fmt"
	"iter"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// Cache is a store.Cache on a DB. It is safe for concurrent use.
type Cache struct {
	db DB
	// A save reads, compares and writes. Two saves of one customer take turns here, so that the
	// database need not watch for conflicts.
	turns [64]sync.Mutex
}

var _ store.Cache = (*Cache)(nil)

// NewCache takes over db, whose schema was settled by [Settle].
func NewCache(db DB) *Cache { return &Cache{db: db} }

// Context implements store.Cache.
func (c *Cache) Context(id partner.TenantID) store.Context {
	key, err := tenantKey(id)
	return &customer{cache: c, id: id, key: key, bad: err}
}

// errStop ends a walk that its reader left.
var errStop = errors.New("walk ended by its reader")

// Summaries implements store.Cache.
func (c *Cache) Summaries() iter.Seq2[partner.Summary, error] {
	return func(yield func(partner.Summary, error) bool) {
		err := c.db.Walk([]byte{summaryPrefix}, func(chunk []Pair) error {
			summaries, err := decodeSummaries(chunk)
			if err != nil {
				return fmt.Errorf("read summaries: %w", err)
			}
			for _, s := range summaries {
				if !yield(s, nil) {
					return errStop
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(partner.Summary{}, err)
		}
	}
}

// decodeSummaries shares the work between the cores: decoding is most of what a start costs.
func decodeSummaries(chunk []Pair) ([]partner.Summary, error) {
	out := make([]partner.Summary, len(chunk))
	workers := runtime.GOMAXPROCS(0)
	var g errgroup.Group
	for w := range workers {
		g.Go(func() error {
			for i := w; i < len(chunk); i += workers {
				if err := decode(chunk[i].Value, &out[i]); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return out, g.Wait()
}

// Values implements store.Cache.
func (c *Cache) Values() store.Settings { return settings{c.db} }

// Wipe implements store.Cache.
func (c *Cache) Wipe() error {
	if err := c.db.Wipe(); err != nil {
		return fmt.Errorf("wipe the cache: %w", err)
	}
	return Settle(c.db, CacheSchema)
}

// Close implements store.Cache.
func (c *Cache) Close() error { return c.db.Close() }

// customer is the handle to one customer's keys. Every key that it uses is made from its own id.
type customer struct {
	cache *Cache
	id    partner.TenantID
	key   [16]byte
	bad   error // the id is none
}

func (h *customer) Load() (c partner.Customer, err error) {
	if h.bad != nil {
		return c, h.bad
	}
	err = h.cache.db.View(func(tx Tx) error {
		c, err = loadCustomer(tx, h.key)
		return err
	})
	if err != nil {
		return partner.Customer{}, fmt.Errorf("load customer %s: %w", h.id, err)
	}
	return c, nil
}

func (h *customer) Save(c partner.Customer) (written int, err error) {
	if h.bad != nil {
		return 0, h.bad
	}
	if c.ID != h.id {
		return 0, fault.New(fault.Internal, "store_other_customer")
	}
	err = h.turn(func(tx Tx) error {
		written, err = saveCustomer(tx, h.key, &c)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("save customer %s: %w", h.id, err)
	}
	return written, nil
}

func (h *customer) Drop() error {
	if h.bad != nil {
		return h.bad
	}
	if err := h.turn(func(tx Tx) error { return dropCustomer(tx, h.key) }); err != nil {
		return fmt.Errorf("drop customer %s: %w", h.id, err)
	}
	return nil
}

func (h *customer) turn(f func(Tx) error) error {
	t := &h.cache.turns[h.key[15]%64]
	t.Lock()
	defer t.Unlock()
	return h.cache.db.Update(f)
}
