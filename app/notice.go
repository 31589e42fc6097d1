package app

import (
	"cmp"
	"log/slog"
	"slices"
	"strings"
	"sync"

	"tenantry/app/contract"
	"tenantry/app/stores"
	"tenantry/backend/fault"
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

// cacheGone tells the user that no file of the cache is there any more.
func (b *noticeboard) cacheGone(gone bool) {
	if gone {
		b.log.Warn("the cache is gone")
		b.add(contract.NoticeOf("cache-gone", message.Of("program_cache_gone"), ""))
	}
}

// cacheLost tells the user that a cache was set aside, and what could be read of it. What lies beneath the reason is for
// the log.
func (b *noticeboard) cacheLost(r stores.Recovered) {
	if r.SetAside == "" {
		return
	}
	b.log.Warn("the cache was set aside", "path", r.SetAside, "read", r.Read, "lost", r.Lost, "uncertain", r.Uncertain, "error", r.Why)
	why := fault.Words(r.Why)
	if r.Read == 0 {
		b.add(contract.NoticeOf("cache-rebuilt", message.Of("program_cache_rebuilt", "why", why), r.SetAside))
		return
	}
	b.add(contract.NoticeOf("cache-rescued", message.Of("program_cache_rescued", "why", why,
		"customers", numbered(r.Read-r.Without, r.Without), "missing", missing(r)), r.SetAside))
}

// namesTold is how many of the customers that are missing are told by name.
const namesTold = 5

func missing(r stores.Recovered) message.Message {
	customers := message.Of("program_customers", "count", r.Lost)
	switch {
	case r.Uncertain:
		return message.Of("program_cache_missing_unknown")
	case r.Lost == 0:
		return message.Of("program_cache_none_missing")
	case len(r.Names) == 0:
		return message.Of("program_cache_missing", "customers", customers)
	}
	names := strings.Join(r.Names[:min(len(r.Names), namesTold)], ", ")
	if len(r.Names) > namesTold || r.Lost > len(r.Names) {
		names += ", …"
	}
	return message.Of("program_cache_missing_named", "customers", customers, "names", names)
}
