package app

import (
	"encoding/base64"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"tenantry/app/contract"
	"tenantry/backend/customerexport"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// waitingImport is what was read of a file some lines of which can't be taken; it waits for the user's yes.
type waitingImport struct {
	mu     sync.Mutex
	name   string
	export customerexport.Export
}

// ImportFields are the fields that a column of a file can be said to hold.
func ImportFields() []string { return customerexport.Fields() }

// ImportChoice is what the user says of a file.
type ImportChoice struct {
	Columns map[string]string // which field a column holds, by its name
	SkipBad bool              // leave out the lines that can't be taken
}

// Import asks for a file and takes over its customers. No file chosen: an empty report. A report that is Waiting
// imported nothing: some lines can't be taken, and ImportGood takes the others.
func (c *Customers) Import() (contract.ImportReport, error) {
	if err := c.list.gate.await(); err != nil {
		return contract.ImportReport{}, err
	}
	path, err := c.window.OpenFile("Partner Center customer export", "*.csv;*.txt;*.tsv")
	if err != nil || path == "" {
		return contract.ImportReport{}, err
	}
	export, err := customerexport.ReadFile(path, nil)
	if err != nil {
		return contract.ImportReport{}, err
	}
	return c.offer(filepath.Base(path), export)
}

// ImportDropped is [Customers.Import] of a file that was dropped on the window: its name, and what is in it as base64. The
// window knows no path, so that no script in it can have a file read that nobody dropped.
func (c *Customers) ImportDropped(name, content string) (contract.ImportReport, error) {
	if err := c.list.gate.await(); err != nil {
		return contract.ImportReport{}, err
	}
	export, err := customerexport.Read(base64.NewDecoder(base64.StdEncoding, strings.NewReader(content)), nil)
	if err != nil {
		return contract.ImportReport{}, err
	}
	return c.offer(name, export)
}

// offer takes over what was read, or keeps it for the user's yes.
func (c *Customers) offer(name string, export customerexport.Export) (contract.ImportReport, error) {
	if len(export.Bad) > 0 {
		c.waiting.mu.Lock()
		c.waiting.name, c.waiting.export = name, export
		c.waiting.mu.Unlock()
	}
	return c.take(name, export, false)
}

// ImportGood takes over the customers that the last Import left waiting.
func (c *Customers) ImportGood() (contract.ImportReport, error) {
	if err := c.list.gate.await(); err != nil {
		return contract.ImportReport{}, err
	}
	c.waiting.mu.Lock()
	name, export := c.waiting.name, c.waiting.export
	c.waiting.name, c.waiting.export = "", customerexport.Export{}
	c.waiting.mu.Unlock()
	if name == "" {
		return contract.ImportReport{}, fault.New(fault.Missing, "import_none_waits").With(fault.CorrectInput)
	}
	return c.take(name, export, true)
}

// ImportFile takes over the customers of a customer list. Tags of the file are added to those a customer has. A
// report that is Waiting imported nothing: some lines can't be taken.
func (a *App) ImportFile(path string, choice ImportChoice) (contract.ImportReport, error) {
	if err := a.gate.await(); err != nil {
		return contract.ImportReport{}, err
	}
	export, err := customerexport.ReadFile(path, choice.Columns)
	if err != nil {
		return contract.ImportReport{}, err
	}
	return a.Customers.take(filepath.Base(path), export, choice.SkipBad)
}

// ImportText is ImportFile for a list that is read from in to its end.
func (a *App) ImportText(in io.Reader, choice ImportChoice) (contract.ImportReport, error) {
	if err := a.gate.await(); err != nil {
		return contract.ImportReport{}, err
	}
	export, err := customerexport.Read(in, choice.Columns)
	if err != nil {
		return contract.ImportReport{}, err
	}
	return a.Customers.take("-", export, choice.SkipBad)
}

// take imports what was read, unless there are lines that can't be taken and nobody said to leave them out.
func (c *Customers) take(name string, x customerexport.Export, skipBad bool) (contract.ImportReport, error) {
	r := contract.ImportReport{File: name, Read: len(x.Entries), Joined: x.Joined, Bad: []contract.ImportLine{}}
	for _, b := range x.Bad {
		r.Bad = append(r.Bad, contract.ImportLineOf(b.Line, b.Column, b.Why))
	}
	if r.Waiting = len(x.Bad) > 0 && (!skipBad || len(x.Entries) == 0); r.Waiting {
		return r, nil
	}
	done, err := c.commits.Import(x.Entries)
	if err == nil {
		err = c.tag(x.Entries)
	}
	if err != nil {
		return contract.ImportReport{}, err
	}
	r.Added, r.Updated, r.Unchanged = done.Added, done.Updated, done.Unchanged
	return r, nil
}

// tag adds the tags of a file, all in one write.
func (c *Customers) tag(entries []customerexport.Entry) error {
	added := map[partner.TenantID][]string{}
	var ids []partner.TenantID
	for _, e := range entries {
		if len(e.Tags) > 0 {
			ids = append(ids, e.ID)
			added[e.ID] = append(added[e.ID], e.Tags...)
		}
	}
	return c.list.marks.change(func(id partner.TenantID, m *partner.Marks) error {
		tags, err := words("tags", slices.Concat(m.Tags, added[id]))
		m.Tags = tags
		return err
	}, ids...)
}
