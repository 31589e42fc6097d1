package app

import (
	"log/slog"
	"slices"
	"sync"

	"tenantry/app/contract"
)

// noticeboard holds what the user should know once.
type noticeboard struct {
	log *slog.Logger
	mu  sync.Mutex
	all []contract.Notice
}

func (b *noticeboard) add(n contract.Notice) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.all = append(b.all, n)
}

func (b *noticeboard) list() []contract.Notice {
	b.mu.Lock()
	defer b.mu.Unlock()
	return contract.List(slices.Clone(b.all))
}

func (b *noticeboard) dismiss(key string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.all = slices.DeleteFunc(b.all, func(n contract.Notice) bool { return n.Key == key })
}
