package app

import (
	"os"
	"path/filepath"
	"slices"

	"tenantry/app/contract"
	"tenantry/backend/customerexport"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// maxImport bounds a file that is read into memory.
const maxImport = 64 << 20

// Import asks for a file and takes over its customers. No file chosen: an empty report.
func (c *Customers) Import() (contract.ImportReport, error) {
	if err := c.list.gate.await(); err != nil {
		return contract.ImportReport{}, err
	}
	path, err := c.window.OpenFile("Partner Center customer export", "*.csv;*.txt")
	if err != nil || path == "" {
		return contract.ImportReport{}, err
	}
	return c.importFile(path)
}

// ImportFile takes over Partner Center's customer export: all of it, or nothing when a line is wrong.
// Tags of the file are added to those a customer has.
func (a *App) ImportFile(path string) (contract.ImportReport, error) {
	return a.Customers.importFile(path)
}

func (c *Customers) importFile(path string) (contract.ImportReport, error) {
	if err := c.list.gate.await(); err != nil {
		return contract.ImportReport{}, err
	}
	entries, err := readExport(path)
	if err != nil {
		return contract.ImportReport{}, err
	}
	report, err := c.commits.Import(entries)
	if err == nil {
		err = c.tag(entries)
	}
	if err != nil {
		return contract.ImportReport{}, err
	}
	return contract.ImportReport{File: filepath.Base(path), Read: len(entries), Added: report.Added, Updated: report.Updated,
		Unchanged: report.Unchanged}, nil
}

func readExport(path string) ([]customerexport.Entry, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fault.File(err, "import_unread")
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && (info.IsDir() || info.Size() > maxImport) {
		return nil, fault.New(fault.Invalid, "import_no_export", "file", filepath.Base(path))
	}
	return customerexport.ReadCSV(f)
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
