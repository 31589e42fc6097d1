package partner

// Marks are the user's own words on a customer. They live in the journal and outlast the cache.
type Marks struct {
	Tags      []string `cbor:"1,keyasint,omitempty"`
	Aliases   []string `cbor:"2,keyasint,omitempty"`
	Favourite bool     `cbor:"3,keyasint,omitempty"`
}

// Empty says that nothing was marked.
func (m Marks) Empty() bool { return len(m.Tags) == 0 && len(m.Aliases) == 0 && !m.Favourite }
