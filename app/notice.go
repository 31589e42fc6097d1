package app

import (
	"cmp"
	"log/slog"
	"slices"
	"strings"
	"sync"

	"tenantry/app/contract"
	"tenantry/backend/logbook"
	"tenantry/backend/message"
	"tenantry/backend/store/logstore"
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

// journalRead tells the user what was wrong with the journal.
func (b *noticeboard) journalRead(r logstore.Report) {
	switch {
	case r.Lost != nil:
		requests := strings.Join(r.Lost.Requests, ", ")
		b.log.Error("the journal is damaged", "requests", requests, "others", r.Lost.Others, "nameless", r.Lost.Nameless, "kept", r.Lost.SetAside)
		says := message.Of("program_journal_damaged", "requests", cmp.Or(requests, "–"), "others", r.Lost.Others+r.Lost.Nameless)
		b.add(contract.NoticeOf("journal-damaged", says, r.Lost.SetAside))
	case r.Restored:
		b.log.Warn("one copy of the journal was damaged")
		b.add(contract.NoticeOf("journal-restored", message.Of("program_journal_restored"), ""))
	}
	switch {
	case r.Gone: // the oldest state of all
		b.log.Error("the journal is gone")
		b.add(contract.NoticeOf("journal-gone", message.Of("program_journal_gone"), ""))
	case r.RolledBack:
		b.log.Error("the journal is older than it was")
		b.add(contract.NoticeOf("journal-older", message.Of("program_journal_older"), ""))
	}
}
