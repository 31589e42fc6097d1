package telling

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tenantry/app/contract"
	"tenantry/app/files"
	"tenantry/backend/fault"
	"tenantry/backend/mailing"
	"tenantry/backend/partner"
	"tenantry/backend/sheet"
)

// SaveZip asks where to write an archive of drafts that a mail program opens, writes it, and keeps who was told.
func (m *Messages) SaveZip(q contract.MailingQuery) (contract.MailingSaved, error) {
	return m.save(q, partner.ToldByFiles, ".zip", func(d draft, w io.Writer) error { return mailing.Zip(w, d.messages(), time.Now()) })
}

// SaveCSV asks where to write a table for a mail tool, writes it, and keeps who was told.
func (m *Messages) SaveCSV(q contract.MailingQuery) (contract.MailingSaved, error) {
	return m.save(q, partner.ToldByCSV, ".csv", table)
}

func table(d draft, w io.Writer) error { return sheet.CSV(w, mailing.Table(d.rows)) }

func (m *Messages) save(q contract.MailingQuery, means partner.TellingMeans, end string, write func(draft, io.Writer) error) (contract.MailingSaved, error) {
	d, err := m.draft(q)
	if err != nil {
		return contract.MailingSaved{}, err
	}
	path, err := m.options.Window.SaveFile("incident "+d.issue.ID+" "+time.Now().Format(time.DateOnly)+end, "*"+end)
	if err != nil || path == "" {
		return contract.MailingSaved{}, err
	}
	path = ended(path, end)
	return m.written(d, path, means, files.Write(path, func(w io.Writer) error { return write(d, w) }))
}

// ended is a path with the end of such a file: some systems' dialogs add none.
func ended(path, end string) string {
	if _, err := os.Lstat(path + end); filepath.Ext(path) != "" || err == nil {
		return path
	}
	return path + end
}

// Show shows where a file lies that was written. No page can have another file shown.
func (m *Messages) Show(path string) error {
	if _, saved := m.saved.Load(path); !saved {
		return fault.New(fault.Missing, "file_none_saved", "file", path)
	}
	return m.options.Window.ShowFile(path)
}

// written keeps who was told, once the files lie there.
func (m *Messages) written(d draft, path string, means partner.TellingMeans, err error) (contract.MailingSaved, error) {
	if err != nil {
		return contract.MailingSaved{}, err
	}
	m.saved.Store(path, true)
	told, err := m.log(d, means)
	return contract.MailingSaved{Path: path, Messages: len(d.rows), NoAddress: len(d.rows) - told}, err
}

// Table writes the table to a file that the caller chose. It is no method: a page chooses no file.
func Table(m *Messages, q contract.MailingQuery, path string) (contract.MailingSaved, error) {
	d, err := m.draft(q)
	if err != nil {
		return contract.MailingSaved{}, err
	}
	return m.written(d, path, partner.ToldByCSV, files.Write(path, func(w io.Writer) error { return table(d, w) }))
}

// Folder writes a draft for each customer into a folder that the caller chose, and makes it if need be. Whatever lies
// there stays as it is: a draft of a name that is taken gets a number behind its own, unless it lies there already.
func Folder(m *Messages, q contract.MailingQuery, dir string) (contract.MailingSaved, error) {
	d, err := m.draft(q)
	if err != nil {
		return contract.MailingSaved{}, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return contract.MailingSaved{}, fault.File(err, "file_unwritten", "file", dir)
	}
	at := time.Now()
	var failed error
	for n, message := range d.messages() {
		if failed = put(dir, mailing.FileName(message), mailing.EML(message, at)); failed != nil {
			d.rows = d.rows[:n] // those before it lie there
			break
		}
	}
	saved, err := m.written(d, dir, partner.ToldByFiles, nil)
	return saved, errors.Join(failed, err)
}

// put writes a file of this name, or of one with a number.
func put(dir, name string, content []byte) error {
	end := filepath.Ext(name)
	path := filepath.Join(dir, name)
	for n := 2; ; n++ {
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		switch {
		case errors.Is(err, fs.ErrExist):
			if had, err := os.ReadFile(path); err == nil && bytes.Equal(undated(had), undated(content)) {
				return nil
			}
			path = filepath.Join(dir, fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, end), n, end))
			continue
		case err != nil:
			return fault.File(err, "file_unwritten", "file", path)
		}
		_, err = f.Write(content)
		if err = errors.Join(err, f.Close()); err != nil {
			return fault.File(errors.Join(err, os.Remove(path)), "file_unwritten", "file", path)
		}
		return nil
	}
}

// undated is a draft without the time at which it was written.
func undated(eml []byte) []byte {
	before, after, _ := bytes.Cut(eml, []byte("\r\nDate: "))
	_, after, _ = bytes.Cut(after, []byte("\r\n"))
	return append(append([]byte{}, before...), after...)
}
