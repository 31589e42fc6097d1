package app

import (
	"cmp"
	"path/filepath"
	"strings"

	"tenantry/app/contract"
	"tenantry/backend/message"
	"tenantry/backend/secret"
	"tenantry/backend/store/journalstore"
	"tenantry/backend/store/logstore"
)

// openJournal opens the journal. What is not sealed in a profile that was is none of ours.
func openJournal(p profile, vault *secret.Vault, keys secret.Entry) (*logstore.Journal, error) {
	o := journalstore.Options{Options: logstore.Options{Dir: filepath.Join(p.dir, "journal"), Keys: keys.For(secret.Log)},
		Before: keys.For(secret.Journal)[0], SealedOnly: keys.Sealed}
	if c := vault.Counter(); c != nil {
		o.Counter = c
	}
	return journalstore.Open(o)
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
	if r.RolledBack {
		b.log.Error("the journal is older than it was")
		b.add(contract.NoticeOf("journal-older", message.Of("program_journal_older"), ""))
	}
}
