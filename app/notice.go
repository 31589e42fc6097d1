package app

import (
	"slices"
	"sync"
)

// noticeboard holds what the user should know once.
type noticeboard struct {
	mu  sync.Mutex
	all []Notice
}

func (b *noticeboard) add(n Notice) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.all = append(b.all, n)
}

func (b *noticeboard) list() []Notice {
	b.mu.Lock()
	defer b.mu.Unlock()
	return list(slices.Clone(b.all))
}

func (b *noticeboard) dismiss(key string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.all = slices.DeleteFunc(b.all, func(n Notice) bool { return n.Key == key })
}
