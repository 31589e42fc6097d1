package app

import (
	"log/slog"
	"slices"
	"sync"

	"tenantry/app/contract"
	"tenantry/backend/logbook"
	"tenantry/backend/message"
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

// crashed tells the user that the program ended in a way that it should not have, before.
func (b *noticeboard) crashed(c logbook.Crash) {
	if c.Path == "" {
		return
	}
	b.log.Error("the program crashed", "report", c.Path, "at", c.At)
	b.add(contract.NoticeOf("crashed", message.Of("program_crashed"), c.Path))
}
