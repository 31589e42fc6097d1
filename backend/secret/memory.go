package secret

import "sync"

// memory forgets everything when the process ends.
type memory struct {
	mu   sync.Mutex
	keys map[string][32]byte
}

func (m *memory) Key(name string) ([32]byte, error) {
	if err := checkName(name); err != nil {
		return [32]byte{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	key, ok := m.keys[name]
	if !ok {
		key = newKey()
		m.keys[name] = key
	}
	return key, nil
}

func (m *memory) Forget(name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.keys, name)
	return nil
}
