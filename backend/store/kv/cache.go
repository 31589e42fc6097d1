package kv

import (
	"errors"
	"fmt"
	"iter"
	"sync"

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
	tally tally
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

// Count implements store.Cache.
func (c *Cache) Count() (int, error) {
	n, _, err := c.tally.now(c.db)
	return n, err
}

// Summaries implements store.Cache.
func (c *Cache) Summaries() iter.Seq2[partner.Summary, error] {
	return func(yield func(partner.Summary, error) bool) {
		found := 0
		_, changes, err := c.tally.now(c.db)
		if err != nil {
			yield(partner.Summary{}, fmt.Errorf("read how many customers there are: %w", err))
			return
		}
		err = c.each(func(some []partner.Summary) error {
			for _, s := range some {
				if !yield(s, nil) {
					return errStop
				}
			}
			found += len(some)
			return nil
		})
		if err == nil {
			err = c.tally.check(c.db, changes, found)
		}
		if err != nil && !errors.Is(err, errStop) {
			yield(partner.Summary{}, err)
		}
	}
}

// ahead walks, and reads the next chunk while each has the one before. Nothing is read any more when it returns.
func ahead(db DB, prefix []byte, each func(chunk []Pair) error) error {
	chunks, left, walked := make(chan []Pair), make(chan struct{}), make(chan error, 1)
	go func() {
		defer close(chunks)
		walked <- db.Walk(prefix, nil, func(chunk []Pair) error {
			select {
			case chunks <- chunk:
				return nil
			case <-left:
				return errStop
			}
		})
	}()
	var err error
	func() {
		defer func() {
			close(left)
			for range chunks { // until the walk has ended
			}
		}()
		for chunk := range chunks {
			if err = each(chunk); err != nil {
				return
			}
		}
	}()
	if why := <-walked; err == nil {
		err = why
	}
	return err
}

// decodeSummaries shares the work between the cores: decoding is most of what a start costs.
func decodeSummaries(chunk []Pair) ([]partner.Summary, error) {
	out := make([]partner.Summary, len(chunk))
	return out, shared(len(chunk), func(i int) (err error) {
		out[i], err = decodeSummary(chunk[i].Value)
		out[i].Share()
		return err
	})
}

// Values implements store.Cache.
func (c *Cache) Values() store.Settings { return settings{c.db} }

// Wipe implements store.Cache.
func (c *Cache) Wipe() error {
	defer c.alone()() // no save must fall between the old tally and the new one
	if err := c.db.Wipe(); err != nil {
		return fmt.Errorf("wipe the cache: %w", err)
	}
	c.tally.wiped()
	return Settle(c.db, CacheSchema)
}

// alone waits until nobody changes a customer; until what it returns is called nobody does.
func (c *Cache) alone() (done func()) {
	for i := range c.turns {
		c.turns[i].Lock()
	}
	return func() {
		for i := range c.turns {
			c.turns[i].Unlock()
		}
	}
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

func (h *customer) Summary() (s partner.Summary, err error) {
	if h.bad != nil {
		return s, h.bad
	}
	err = h.cache.db.View(func(tx Tx) error {
		s, err = loadSummary(tx, h.key)
		return err
	})
	if err != nil {
		return partner.Summary{}, fmt.Errorf("load the summary of %s: %w", h.id, err)
	}
	return s, nil
}

func (h *customer) Save(c partner.Customer, noticed ...partner.Event) (written int, err error) {
	if h.bad != nil {
		return 0, h.bad
	}
	if c.ID != h.id {
		return 0, fault.New(fault.Internal, "store_other_customer")
	}
	err = h.turn(func(tx Tx) (came int, changed bool, err error) {
		var isNew bool
		if written, isNew, err = saveCustomer(tx, h.key, &c); isNew {
			came = 1
		}
		if err == nil {
			err = keepNoticed(tx, noticed)
		}
		return came, written > 0, err
	})
	if err != nil {
		return 0, fmt.Errorf("save customer %s: %w", h.id, err)
	}
	return written, nil
}

func (h *customer) Drop(noticed ...partner.Event) error {
	if h.bad != nil {
		return h.bad
	}
	err := h.turn(func(tx Tx) (came int, was bool, err error) {
		if was, err = dropCustomer(tx, h.key); was {
			came = -1
		}
		if err == nil && was {
			err = keepNoticed(tx, noticed)
		}
		return came, was, err
	})
	if err != nil {
		return fmt.Errorf("drop customer %s: %w", h.id, err)
	}
	return nil
}

func (h *customer) turn(f func(Tx) (came int, changed bool, err error)) error {
	t := &h.cache.turns[h.key[15]%64]
	t.Lock()
	defer t.Unlock()
	return h.cache.tally.update(h.cache.db, pageOf(h.key), f)
}
