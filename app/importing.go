package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/roster"
	"tenantry/backend/syncer"
)

// maxImport bounds a file that is read into memory.
const maxImport = 64 << 20

// Import asks for a file and takes over its customers. No file chosen: an empty report.
func (c *Customers) Import() (contract.ImportReport, error) {
	if err := c.a.await(); err != nil {
		return contract.ImportReport{}, err
	}
	path, err := c.a.shell.OpenFile("Partner Center customer export", "*.csv;*.txt")
	if err != nil || path == "" {
		return contract.ImportReport{}, err
	}
	return c.a.ImportFile(path)
}

// ImportFile takes over Partner Center's customer export: all of it, or nothing when a line is wrong.
// Tags of the file are added to those a customer has.
func (a *App) ImportFile(path string) (contract.ImportReport, error) {
	if err := a.await(); err != nil {
		return contract.ImportReport{}, err
	}
	f, err := os.Open(path)
	if err != nil {
		return contract.ImportReport{}, fault.Wrap(fault.Invalid, err, "import_unread").With(fault.CorrectInput)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && (info.IsDir() || info.Size() > maxImport) {
		return contract.ImportReport{}, fault.New(fault.Invalid, "import_no_export", "file", filepath.Base(path))
	}
	entries, err := roster.ReadCSV(f)
	if err != nil {
		return contract.ImportReport{}, err
	}
	report, err := syncer.Import(a.cache, entries, a.published)
	if err != nil {
		return contract.ImportReport{}, err
	}
	for _, e := range entries {
		if len(e.Tags) == 0 {
			continue
		}
		err := a.mark(string(e.ID), func(m *partner.Marks) error {
			tags, err := words("tags", slices.Concat(m.Tags, e.Tags))
			m.Tags = tags
			return err
		})
		if err != nil {
			return contract.ImportReport{}, err
		}
	}
	return contract.ImportReport{File: filepath.Base(path), Read: len(entries), Added: report.Added, Updated: report.Updated,
		Unchanged: report.Unchanged}, nil
}

// Resolve finds the one customer that a text means: a tenant id, any domain, an exact name, or a text
// with exactly one best match. Without one the id is empty and the rows are the candidates.
func (c *Customers) Resolve(text string) (string, []contract.CustomerRow, error) {
	if err := c.a.await(); err != nil {
		return "", nil, err
	}
	if strings.TrimSpace(text) == "" {
		return "", []contract.CustomerRow{}, nil
	}
	entry, candidates, ok := c.a.catalog.Resolve(text)
	if ok {
		return string(entry.ID), nil, nil
	}
	return "", contract.Each(candidates, contract.CustomerRowOf), nil
}
