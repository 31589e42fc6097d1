package catalog

import (
	"cmp"
	"slices"

	"tenantry/backend/catalog/search"
)

// found are the customers that a text finds and q's filter lets through, in no order.
func (s *snapshot) found(a asked, q Query) []search.Hit {
	found, keep := s.hits(a), q.filter()
	if keep == nil {
		return found
	}
	return slices.DeleteFunc(found, func(h search.Hit) bool { return !keep(s.slots[h.Slot]) })
}

// window puts what was found in order, customers without delegated access last, and takes the part that q asks for.
func (s *snapshot) window(found []search.Hit, q Query) []search.Hit {
	if q.Sort != ByRelevance {
		o := orderOf(q.Sort, q.Desc)
		slices.SortFunc(found, func(a, b search.Hit) int { return o.compare(s.slots[a.Slot], s.slots[b.Slot]) })
		return cut(found, q)
	}
	want := len(found)
	if q.Limit > 0 {
		want = min(want, max(q.Offset, 0)+q.Limit)
	}
	return cut(best(found, want, func(a, b search.Hit) int {
		return cmp.Or(apart(s.slots[a.Slot], s.slots[b.Slot]), s.better(a, b))
	}), q)
}

// better orders hits: rank, then the shorter name, then the order by name.
func (s *snapshot) better(a, b search.Hit) int {
	if a.Rank != b.Rank {
		return cmp.Compare(b.Rank, a.Rank)
	}
	ra, rb := s.slots[a.Slot], s.slots[b.Slot]
	return cmp.Or(cmp.Compare(len(ra.nameKey), len(rb.nameKey)), byName(ra, rb))
}

// best returns the first n of all in order, without sorting the rest.
func best(all []search.Hit, n int, compare func(a, b search.Hit) int) []search.Hit {
	if n < len(all)/8 {
		// Keep a heap of the n best, the worst of them on top.
		heap := all[:n]
		down := func(i int) {
			for {
				child := 2*i + 1
				if child >= n {
					return
				}
				if child+1 < n && compare(heap[child+1], heap[child]) > 0 {
					child++
				}
				if compare(heap[child], heap[i]) <= 0 {
					return
				}
				heap[i], heap[child] = heap[child], heap[i]
				i = child
			}
		}
		for i := n/2 - 1; i >= 0; i-- {
			down(i)
		}
		for i := n; i < len(all) && n > 0; i++ {
			if compare(all[i], heap[0]) < 0 {
				heap[0], all[i] = all[i], heap[0]
				down(0)
			}
		}
		all = heap
	}
	slices.SortFunc(all, compare)
	return all
}

// cut takes the window that q asks for.
func cut[T any](all []T, q Query) []T {
	all = all[min(max(q.Offset, 0), len(all)):]
	if q.Limit > 0 {
		all = all[:min(q.Limit, len(all))]
	}
	return all
}
