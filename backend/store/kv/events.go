package kv

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// The log of changes lies in blocks: a year of a large desk has some 200,000 events, and a value each would cost every
// start more than they are worth. A block is never changed. What is added is a block of its own, which takes in those
// before it as long as they are not more than twice as large: so an event is written anew about as often as a number
// must be doubled to reach a block's size, and the number of blocks stays small.

const (
	eventsForm = 1    // how blocks are packed
	blockSize  = 4096 // events, at most
	eventsHead = 1 + 8 + 8 + 4
)

// Events implements store.Journal.
func (j *Journal) Events() store.Events { return &j.events }

// events is the part of a journal that holds the log of changes.
type events struct {
	db DB

	mu     sync.Mutex
	blocks []block // the oldest first; nil: nobody looked yet
	known  map[uint64]bool
	order  []uint64 // those of known, the oldest first
}

// block is some of the log, without the events.
type block struct {
	number      uint64
	sound       bool
	first, last time.Time // when the oldest and the newest were noticed; the seconds alone
	count       int
}

func eventsKey(number uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{eventsPrefix}, number)
}

// headOf reads what a block says of itself.
func headOf(number uint64, value []byte) block {
	if len(value) < eventsHead || value[0] != eventsForm {
		return block{number: number}
	}
	at := func(b []byte) time.Time { return time.Unix(int64(binary.BigEndian.Uint64(b)), 0) }
	return block{number, true, at(value[1:]), at(value[9:]), int(binary.BigEndian.Uint32(value[17:]))}
}

// overlaps says whether it may hold what was noticed within a time.
func (b block) overlaps(from, until time.Time) bool {
	return !b.last.Before(from.Truncate(time.Second)) && (until.IsZero() || b.first.Before(until))
}

// learn reads which blocks there are, once. The caller holds mu.
func (e *events) learn() error {
	if e.blocks != nil {
		return nil
	}
	all := []block{}
	err := e.db.Walk([]byte{eventsPrefix}, nil, func(chunk []Pair) error {
		for _, p := range chunk {
			if len(p.Key) == 9 {
				all = append(all, headOf(binary.BigEndian.Uint64(p.Key[1:]), p.Value))
			}
		}
		return nil
	})
	if err == nil {
		e.blocks = all
	}
	return err
}

// values reads blocks, all as they were at one time.
func (e *events) values(of []block) (values [][]byte, err error) {
	err = e.db.View(func(tx Tx) error {
		for _, b := range of {
			value, err := tx.Get(eventsKey(b.number))
			if err != nil {
				return err
			}
			values = append(values, value)
		}
		return nil
	})
	return values, err
}

// packEvents is a block's value.
func packEvents(list []partner.Event) []byte {
	first, last := list[0].At, list[0].At
	for _, one := range list {
		if one.At.Before(first) {
			first = one.At
		}
		if one.At.After(last) {
			last = one.At
		}
	}
	head := binary.BigEndian.AppendUint64([]byte{eventsForm}, uint64(first.Unix()))
	head = binary.BigEndian.AppendUint64(head, uint64(last.Unix()))
	head = binary.BigEndian.AppendUint32(head, uint32(len(list)))
	p := &packed{out: head, places: map[string]uint64{}}
	for i := range list {
		p.event(&list[i], nil)
	}
	return p.out
}

// unpackEvents reads a block's value.
func unpackEvents(value []byte) ([]partner.Event, error) { return new(unpacker).events(value, nil) }

// unpacker reads blocks, one after the other, into the same memory.
type unpacker struct {
	list  []partner.Event
	texts []string
}

// events are those of a block, of some customers or of no one's unless of is empty, until the next one is read. Their
// texts lie in one piece, and stay.
func (u *unpacker) events(value []byte, of []partner.TenantID) ([]partner.Event, error) {
	b := headOf(0, value)
	if !b.sound || b.count > len(value) { // each takes a byte at least
		return nil, fault.New(fault.Corrupt, "store_unreadable")
	}
	p := &packed{reading: true, in: string(value[eventsHead:]), texts: u.texts[:0]}
	u.list = slices.Grow(u.list[:0], b.count)[:b.count]
	wanted := 0
	for range b.count {
		if p.event(&u.list[wanted], of) {
			wanted++
		}
	}
	u.list, u.texts = u.list[:wanted], p.texts
	if p.bad || p.in != "" {
		return nil, fault.New(fault.Corrupt, "store_unreadable")
	}
	return u.list, nil
}

// event takes an event. One that is read and is another customer's than those named is passed over, and e is not whole.
func (p *packed) event(e *partner.Event, of []partner.TenantID) (wanted bool) {
	p.natural(&e.ID)
	p.time(&e.At)
	text(p, &e.TenantID)
	if p.reading && len(of) > 0 && e.TenantID != "" && !slices.Contains(of, e.TenantID) {
		p.skipEvent()
		return false
	}
	text(p, &e.Name)
	number(p, &e.Kind)
	number(p, &e.What)
	text(p, &e.Subject)
	text(p, &e.Title)
	text(p, &e.Service)
	text(p, &e.Aspect)
	text(p, &e.Before)
	text(p, &e.After)
	p.time(&e.Since)
	p.time(&e.Until)
	p.flag(&e.Advisory)
	p.flag(&e.Known)
	return true
}

// skipEvent passes over what of an event follows its customer, in the order in which event takes it.
func (p *packed) skipEvent() {
	var n uint64
	p.skipTexts(1) // name
	p.natural(&n)  // kind
	p.natural(&n)  // what
	p.skipTexts(6) // subject, title, service, aspect, before, after
	for range 2 {  // since, until
		if p.natural(&n); n != 0 {
			p.natural(&n)
		}
	}
	p.natural(&n) // advisory
	p.natural(&n) // known
}

// skipTexts passes over texts; those that stand here for the first time are told by their place later.
func (p *packed) skipTexts(count int) {
	var s string
	for range count {
		p.text(&s, false)
	}
}

// Add implements store.Events.
func (e *events) Add(list []partner.Event) (added []partner.Event, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err = e.learn(); err == nil {
		err = e.remember()
	}
	now := map[uint64]bool{}
	for _, one := range list {
		if !e.known[one.ID] && !now[one.ID] {
			now[one.ID] = true
			added = append(added, one)
		}
	}
	if err == nil && len(added) > 0 {
		err = e.append(added)
	}
	if err != nil {
		return nil, fmt.Errorf("keep what changed: %w", err)
	}
	for _, one := range added {
		e.knows(one.ID)
	}
	return added, nil
}

// append writes events behind all blocks, and the last small ones with them.
func (e *events) append(added []partner.Event) error {
	next, keep, count := uint64(1), len(e.blocks), len(added)
	if keep > 0 {
		next = e.blocks[keep-1].number + 1
	}
	for ; keep > 0; keep-- {
		b := e.blocks[keep-1]
		if !b.sound || b.count > 2*count || b.count+count > blockSize {
			break
		}
		count += b.count
	}
	taken := e.blocks[keep:]
	values, err := e.values(taken)
	if err != nil {
		return err
	}
	var list []partner.Event
	for _, value := range values {
		some, err := unpackEvents(value)
		if err != nil {
			list, taken, keep = nil, nil, len(e.blocks) // it stays where it is
			break
		}
		list = append(list, some...)
	}
	list = append(list, added...)
	old := beyond(e.blocks[:keep], len(list))
	blocks := slices.Clone(e.blocks[old:keep])
	err = e.db.Update(func(tx Tx) error {
		for _, b := range slices.Concat(e.blocks[:old], taken) {
			if err := tx.Delete(eventsKey(b.number)); err != nil {
				return err
			}
		}
		for some := range slices.Chunk(list, blockSize) {
			value := packEvents(some)
			if err := tx.Set(eventsKey(next), value); err != nil {
				return err
			}
			blocks = append(blocks, headOf(next, value))
			next++
		}
		return nil
	})
	if err == nil {
		e.blocks = blocks
	}
	return err
}

// beyond is how many blocks, the oldest first, go because the log would be too long with what is added.
func beyond(blocks []block, added int) (old int) {
	for _, b := range blocks {
		added += min(b.count, blockSize) // a damaged one may claim anything
	}
	for added > store.MostEvents && old < len(blocks) {
		added -= min(blocks[old].count, blockSize)
		old++
	}
	return old
}

// Clear implements store.Events.
func (e *events) Clear() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	err := e.learn()
	if err == nil {
		err = e.db.Update(func(tx Tx) error {
			for _, b := range e.blocks {
				if err := tx.Delete(eventsKey(b.number)); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err != nil {
		return fmt.Errorf("forget what changed: %w", err)
	}
	e.blocks, e.known, e.order = nil, nil, nil
	return nil
}

// remember learns which events were noticed lately, once. Those of a block that can't be read may be noticed twice.
func (e *events) remember() error {
	if e.known != nil {
		return nil
	}
	from, count := len(e.blocks), 0
	for from > 0 && count < store.Remembered {
		from--
		count += e.blocks[from].count
	}
	values, err := e.values(e.blocks[from:])
	if err != nil {
		return err
	}
	e.known = map[uint64]bool{}
	for _, value := range values {
		list, _ := unpackEvents(value)
		for _, one := range list {
			e.knows(one.ID)
		}
	}
	return nil
}

func (e *events) knows(id uint64) {
	e.known[id] = true
	if e.order = append(e.order, id); len(e.order) > store.Remembered {
		delete(e.known, e.order[0])
		e.order = e.order[1:]
	}
}

// Between implements store.Events.
func (e *events) Between(from, until time.Time, of ...partner.TenantID) iter.Seq2[partner.Event, error] {
	return func(yield func(partner.Event, error) bool) {
		values, err := e.between(from, until)
		var u unpacker
		for _, value := range slices.Backward(values) {
			list, unread := u.events(value, of)
			err = errors.Join(err, unread)
			for _, one := range slices.Backward(list) {
				if one.At.Before(from) || !until.IsZero() && !one.At.Before(until) {
					continue
				}
				if !yield(one, nil) {
					return
				}
			}
		}
		if err != nil {
			yield(partner.Event{}, fmt.Errorf("read what changed: %w", err))
		}
	}
}

// between reads the blocks of a time. Nobody adds meanwhile: a block that is taken in by another would be missed.
func (e *events) between(from, until time.Time) ([][]byte, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.learn(); err != nil {
		return nil, err
	}
	return e.values(slices.DeleteFunc(slices.Clone(e.blocks), func(b block) bool { return b.sound && !b.overlaps(from, until) }))
}
