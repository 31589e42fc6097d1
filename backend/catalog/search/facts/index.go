package facts

import (
	"iter"
	"slices"
	"sync/atomic"

	"tenantry/backend/partner"
)

// Source is one state of the customers whose facts are searched. It must not change.
type Source interface {
	// Slots are the numbers of all customers. A customer keeps its number for as long as it is there. The slice
	// is shared; it is not changed.
	Slots() []int32
	// Facts are those of the customer in a slot; none if the slot is empty.
	Facts(slot int32) iter.Seq[partner.Fact]
}

// Index finds customers of one state of a Source by their facts. What it needs is made when it is first asked, as
// far as possible of what an earlier index has. It may be used from any goroutine.
type Index struct {
	source Source
	made   atomic.Pointer[tables]
	base   *tables // of an earlier state
	stale  []int32 // the slots whose facts changed since
}

// New is the index of a first state.
func New(source Source) *Index { return &Index{source: source} }

// Next is the index of a state in which the customers in some slots came, went or have other facts than in the state
// of x. What it costs to make grows with what changed, not with all there is.
func (x *Index) Next(source Source, changed []int32) *Index {
	base, stale := x.base, x.stale
	if made := x.made.Load(); made != nil {
		base, stale = made, made.stale
	}
	next := New(source)
	if stale = append(slices.Clip(stale), changed...); base != nil && few(stale, source) {
		next.base, next.stale = base, stale
	}
	return next
}

// few says that looking at the changed customers apart is cheaper than making everything anew.
func few(stale []int32, source Source) bool { return len(stale) <= 256+len(source.Slots())/8 }

// Warm makes what the index needs, so that the first question finds it.
func (x *Index) Warm() { x.tables() }

// tables are the words of everybody at some time, and of those whose facts changed since.
type tables struct {
	main, recent *table
	stale        []int32 // the slots of which main tells the past, sorted
	outdated     bitset  // the same
	bound        int32   // above every slot
}

// table is words in the order of their keys, each with the slot of a customer that is found by it.
type table struct {
	keys  []uint64
	slots []int32
}

// tables are made when first asked for. Two readers may both make them; that is only time lost.
func (x *Index) tables() *tables {
	if t := x.made.Load(); t != nil {
		return t
	}
	t := x.prepare()
	x.made.Store(t)
	return t
}

func (x *Index) prepare() *tables {
	if x.base == nil {
		return &tables{main: newTable(x.source, x.source.Slots()), recent: &table{}, bound: above(x.source.Slots(), 0)}
	}
	stale := slices.Compact(slices.Sorted(slices.Values(x.stale)))
	t := &tables{main: x.base.main, recent: newTable(x.source, stale), stale: stale, bound: above(stale, x.base.bound)}
	t.outdated = make(bitset, t.bound/64+1)
	for _, slot := range stale {
		t.outdated.set(slot)
	}
	return t
}

func above(slots []int32, bound int32) int32 {
	for _, slot := range slots {
		bound = max(bound, slot+1)
	}
	return bound
}

func newTable(source Source, slots []int32) *table {
	t := &table{keys: make([]uint64, 0, 24*len(slots)), slots: make([]int32, 0, 24*len(slots))}
	var r reader
	var of []uint64                // the keys of one customer
	often := map[string][]uint64{} // and of names that many have
	read := func(f partner.Fact) {
		r.words(f, func(word []byte) bool {
			of = append(of, keyOf(word))
			return true
		})
	}
	for _, slot := range slots {
		of = of[:0]
		for f := range source.Facts(slot) {
			if f.Kind.Shared() {
				if _, known := often[f.Text]; !known {
					from := len(of)
					read(partner.Fact{Kind: f.Kind, Text: f.Text})
					often[f.Text] = slices.Clone(of[from:])
					of = of[:from]
				}
				of = append(of, often[f.Text]...)
				f.Text = ""
			}
			read(f)
		}
		slices.Sort(of)
		of = slices.Compact(of)
		t.keys = append(t.keys, of...)
		for range of {
			t.slots = append(t.slots, slot)
		}
	}
	t.sort()
	return t
}

// sort puts the words in the order of their keys, byte by byte from the last one: with hundreds of thousands of words
// that takes a fifth of the time that comparing takes.
func (t *table) sort() {
	n := len(t.keys)
	keys, slots := make([]uint64, n), make([]int32, n)
	from := table{slices.Clip(t.keys), slices.Clip(t.slots)}
	for shift := 0; shift < 64; shift += 8 {
		var at [257]int
		for _, key := range from.keys {
			at[key>>shift&0xff+1]++
		}
		if slices.Contains(at[1:], n) {
			continue // all have this byte
		}
		for i := range 256 {
			at[i+1] += at[i]
		}
		for i, key := range from.keys {
			place := &at[key>>shift&0xff]
			keys[*place], slots[*place] = key, from.slots[i]
			*place++
		}
		from, keys, slots = table{keys, slots}, from.keys, from.slots
	}
	t.keys, t.slots = slices.Clip(from.keys), slices.Clip(from.slots)
}

// within are the slots of the words in a span.
func (t *table) within(s span) []int32 {
	from, _ := slices.BinarySearch(t.keys, s.from)
	to, found := slices.BinarySearch(t.keys, s.to)
	for found && to < len(t.keys) && t.keys[to] == s.to {
		to++
	}
	return t.slots[from:max(from, to)]
}

type bitset []uint64

func (b bitset) has(i int32) bool { return b[i>>6]>>(i&63)&1 != 0 }
func (b bitset) set(i int32)      { b[i>>6] |= 1 << (i & 63) }
