package kv

// DB is an ordered map from key to value with atomic transactions. Errors are classified (fault);
// its implementations are badgerstore's and [Memory], on which logstore and memstore stand.
type DB interface {
	// View runs f on a consistent picture.
	View(f func(Tx) error) error
	// Update runs f and keeps all that it wrote, or nothing when f or the commit fails.
	Update(f func(Tx) error) error
	// Walk hands out every pair whose key has the prefix, but not the longer prefix "but" (nil: all), in key order and in chunks. Who is called
	// may keep the chunk and may write meanwhile. Its error ends the walk and is returned as it is.
	Walk(prefix, but []byte, each func(chunk []Pair) error) error
	// Wipe removes everything.
	Wipe() error
	Close() error
}

// Tx reads and writes inside one transaction.
type Tx interface {
	// Get returns a copy of the value, nil when there is none.
	Get(key []byte) ([]byte, error)
	// Set and Delete keep the key and the value: don't change them afterwards.
	Set(key, value []byte) error
	Delete(key []byte) error
}

// Pair is a key with its value.
type Pair struct{ Key, Value []byte }
