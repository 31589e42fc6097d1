package secret

import "tenantry/backend/fault"

// memory forgets everything when the process ends.
type memory struct {
	o    Options
	text string
}

func (m *memory) read() (string, bool, error) { return m.text, m.text != "", nil }

func (m *memory) write(text string) error { m.text = text; return nil }

func (m *memory) remove() error { return m.write("") }

func (m *memory) clear() error { return nil }

func (m *memory) unreadable(error) *fault.Error { return m.missing() }

func (m *memory) missing() *fault.Error {
	return fault.New(fault.Corrupt, "secret_memory_missing", "folder", m.o.folder()).With(fault.RestoreKey)
}
