package kv

import (
	"encoding/binary"
	"fmt"

	"tenantry/backend/partner"
)

// keepNoticed keeps what was noticed with a change of a customer, in its transaction. Keys rise with the time, and two
// of one moment have different ones.
func keepNoticed(tx Tx, noticed []partner.Event) error {
	if len(noticed) == 0 {
		return nil
	}
	key := binary.BigEndian.AppendUint64([]byte{noticedPrefix}, uint64(noticed[0].At.UnixNano()))
	return tx.Set(binary.BigEndian.AppendUint64(key, number64()), packEvents(noticed))
}

// Noticed implements store.Cache. What can't be read is left out, and forgotten too.
func (c *Cache) Noticed(take func([]partner.Event) error) error {
	var keys [][]byte
	var list []partner.Event
	err := c.db.Walk([]byte{noticedPrefix}, nil, func(chunk []Pair) error {
		for _, p := range chunk {
			some, _ := unpackEvents(p.Value)
			keys, list = append(keys, p.Key), append(list, some...)
		}
		return nil
	})
	if err == nil && len(list) > 0 {
		err = take(list)
	}
	if err == nil && len(keys) > 0 {
		err = c.db.Update(func(tx Tx) error {
			for _, key := range keys {
				if err := tx.Delete(key); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err != nil {
		return fmt.Errorf("hand over what was noticed: %w", err)
	}
	return nil
}
