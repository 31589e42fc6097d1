package badgerstore

import (
	"time"

	"tenantry/backend/fault"
)

// closeLimit is how long a close may take. What is committed lies in Badger's logs: a process that ends without a
// close loses nothing, one that does not end is worse.
var closeLimit = 5 * time.Second

// Close is safe to call twice. It ends within closeLimit, whatever Badger waits for.
func (d *db) Close() error { return d.closeWithin(closeLimit) }

func (d *db) closeWithin(limit time.Duration) error {
	done := make(chan error, 1)
	go func() { done <- d.close() }()
	over := time.NewTimer(limit)
	defer over.Stop()
	select {
	case err := <-done:
		return err
	case <-over.C:
		return fault.New(fault.Internal, "store_not_closed", "folder", d.dir, "seconds", limit.Seconds())
	}
}

func (d *db) close() (err error) {
	defer d.guardWrite(&err)()
	if d.full == nil && (d.wrote.Load() || d.dropped()) {
		if err := d.tidy(); err != nil && fault.KindOf(err) != fault.Corrupt {
			return err
		}
		// A close makes a table of what was written last. Where there is no room for it the logs keep it.
		if err := d.room.toWrite(0); err != nil {
			return err
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.badger.Close()
}
