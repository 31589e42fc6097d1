package kv

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/fxamacker/cbor/v2"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// The list at rest is what all summaries say, kept a second time in a few pages, which a start reads in a fraction of
// the time, and beside it the picture. The tally says which of them count: a change of a customer takes what it makes
// untrue out of it, in the same transaction, so that neither a kill nor an older copy of a page has an old state shown.
// What does not count is read from the summaries themselves, until KeepList makes it anew.
//
// Programs of before the list know the key of the picture, and delete it when they change a customer: without it no page
// counts.

// pages is how many there are: each has the customers of which the first byte of the id begins with the same six bits.
const (
	pages    = 64
	ofOne    = 256 / pages // first bytes of the ids in one page
	pageForm = 3           // how pages are packed; one of another form does not count
	pageHead = 1 + 8       // the form and the page's own number
)

func pageOf(id [16]byte) int { return int(id[0]) / ofOne }
func pageKey(p int) []byte   { return []byte{pagePrefix, byte(p)} }

var pictureKey = settingKey("picture")

// keptPicture is what lies there.
type keptPicture struct {
	List    uint64          `cbor:"1,keyasint"` // that of the tally
	Number  uint64          `cbor:"2,keyasint"` // the picture's own
	Picture cbor.RawMessage `cbor:"3,keyasint"`
}

// keptList is the part of the tally that says what counts. Numbers are made up anew each time; 0 is nobody's.
type keptList struct {
	List    uint64   `cbor:"3,keyasint,omitempty"` // the picture's; what is kept under another is an older program's
	Picture uint64   `cbor:"4,keyasint,omitempty"`
	Pages   []uint64 `cbor:"5,keyasint,omitempty"` // nil: none counts
}

func number64() uint64 {
	var b [8]byte
	_, _ = rand.Read(b[:]) // it never fails
	return binary.LittleEndian.Uint64(b[:]) | 1
}

// has says whether there is a page that counts. Of another number of pages, a newer program's, none does.
func (l keptList) has(p int) bool { return len(l.Pages) == pages && l.Pages[p] != 0 }

// counts says whether this is that page.
func (l keptList) counts(p int, page []byte) bool {
	return p < pages && l.has(p) && len(page) >= pageHead && page[0] == pageForm && binary.LittleEndian.Uint64(page[1:]) == l.Pages[p]
}

// without is what counts after a change of a customer in page p, and whether that is less.
func (l keptList) without(p int) (keptList, bool) {
	switch {
	case l.has(p):
		l.Pages = slices.Clone(l.Pages)
		l.Pages[p] = 0
	case l.Picture == 0 && (l.Pages == nil || len(l.Pages) == pages):
		return l, false
	}
	if l.Picture = 0; len(l.Pages) != pages || !slices.ContainsFunc(l.Pages, func(n uint64) bool { return n != 0 }) {
		l.Pages = nil
	}
	return l, true
}

// list reads what counts. The picture is of a program of before the list, or gone, when its number is 0.
func (c *Cache) list() (l keptList, of keptPicture, err error) {
	err = c.db.View(func(tx Tx) error {
		b, err := tx.Get(pictureKey)
		if err == nil && b != nil && decode(b, &of) != nil {
			of = keptPicture{}
		}
		return err
	})
	if err == nil {
		l, err = c.tally.list(c.db)
	}
	if err != nil || of.List == 0 || l.List != of.List {
		return keptList{}, keptPicture{}, err
	}
	return l, of, nil
}

// KeepList implements store.Cache. It reads what it keeps from the summaries: while it does nobody changes any.
func (c *Cache) KeepList(picture any) error {
	defer c.alone()()
	raw, err := encMode.Marshal(picture)
	var l keptList
	if err == nil {
		l, _, err = c.list()
	}
	if fault.KindOf(err) == fault.Corrupt { // a picture that can't be read is made anew, with all else
		l, err = keptList{}, nil
	}
	if l.List == 0 {
		l.List = number64()
	}
	before := l
	l.Pages = make([]uint64, pages)
	for p := 0; p < pages && err == nil; p++ {
		if before.has(p) {
			l.Pages[p] = before.Pages[p]
			continue
		}
		l.Pages[p] = number64()
		err = c.keepPage(p, l.Pages[p])
	}
	if err == nil {
		l.Picture = number64()
		err = c.tally.keepList(c.db, l, keptPicture{l.List, l.Picture, raw})
	}
	if err != nil {
		return fmt.Errorf("keep the list: %w", err)
	}
	return nil
}

// keepPage writes a page, which does not count yet.
func (c *Cache) keepPage(p int, number uint64) error {
	var all []partner.Summary
	err := c.walkPages(p, p+1, func(some []partner.Summary) error {
		all = append(all, some...)
		return nil
	})
	if err != nil {
		return err
	}
	b := pack(binary.LittleEndian.AppendUint64([]byte{pageForm}, number), all)
	return c.db.Update(func(tx Tx) error { return tx.Set(pageKey(p), b) })
}

// each reads all summaries in the order of their ids, from the list as far as it counts.
func (c *Cache) each(each func([]partner.Summary) error) error {
	l, _, err := c.list()
	next := 0 // the page to be read next
	if err == nil && len(l.Pages) == pages {
		err = ahead(c.db, []byte{pagePrefix}, func(chunk []Pair) error {
			return unpackAll(chunk, l, func(page int, of []partner.Summary) error {
				if err := c.walkPages(next, page, each); err != nil {
					return err
				}
				next = page + 1
				return each(of)
			})
		})
	}
	if err == nil {
		err = c.walkPages(next, pages, each)
	}
	return err
}

// unpackAll reads the pages that count.
func unpackAll(chunk []Pair, l keptList, each func(page int, of []partner.Summary) error) error {
	whole := make([]bool, len(chunk))
	of := make([][]partner.Summary, len(chunk))
	err := shared(len(chunk), func(i int) error {
		if len(chunk[i].Key) == 2 && l.counts(int(chunk[i].Key[1]), chunk[i].Value) {
			of[i], whole[i] = unpack(string(chunk[i].Value[pageHead:]))
		}
		return nil
	})
	for i := 0; i < len(chunk) && err == nil; i++ {
		if whole[i] {
			err = each(int(chunk[i].Key[1]), of[i])
		}
	}
	return err
}

// walkPages reads the summaries of the customers of some pages, in the order of their ids.
func (c *Cache) walkPages(from, to int, each func([]partner.Summary) error) error {
	if from == 0 && to == pages {
		return c.walk([]byte{summaryPrefix}, each)
	}
	for first := from * ofOne; first < to*ofOne; first++ {
		if err := c.walk([]byte{summaryPrefix, byte(first)}, each); err != nil {
			return err
		}
	}
	return nil
}

func (c *Cache) walk(prefix []byte, each func([]partner.Summary) error) error {
	return ahead(c.db, prefix, func(chunk []Pair) error {
		some, err := decodeSummaries(chunk)
		if err != nil {
			return fmt.Errorf("read summaries: %w", err)
		}
		return each(some)
	})
}

// Picture implements store.Cache.
func (c *Cache) Picture(into any) (found bool, err error) {
	l, of, err := c.list()
	if err == nil && of.Number != 0 && of.Number == l.Picture {
		found, err = true, decMode.Unmarshal(of.Picture, into)
	}
	if err != nil {
		return false, fmt.Errorf("read the picture: %w", err)
	}
	return found, nil
}
