package seal

import (
	"crypto/aes"
	"crypto/cipher"

	"tenantry/backend/fault"
)

// Overhead is how many bytes a sealed value is longer than the plain one: a nonce of 12 and a tag of 16.
const Overhead = 12 + 16

// Box seals under one key. Nonces are random, so that one key may seal some four billion values (NIST SP 800-38D,
// 8.3): a box is for one database, whose key is its own. It is safe for concurrent use.
type Box struct {
	aead  cipher.AEAD
	place string
}

// New is the box of one place, a database say: what another place's box sealed does not open here, under the same
// key either.
func New(key [32]byte, place string) Box {
	block, err := aes.NewCipher(key[:])
	if err != nil {
		panic("aes with 32 bytes: " + err.Error()) // only for other lengths
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic("gcm over aes: " + err.Error()) // only for another size of block
	}
	return Box{aead, place}
}

// Seal gives the value as it may lie where others can write. label says which value it is: its full key. To open it
// the same label is needed.
func (b Box) Seal(value, label []byte) []byte {
	return b.aead.Seal(make([]byte, 0, len(value)+Overhead), nil, value, b.about(label))
}

// Open gives the value back. What was not sealed by this box under this label, or was changed since, is a fault of
// kind Corrupt that says so.
func (b Box) Open(sealed, label []byte) ([]byte, error) {
	value, err := b.aead.Open(nil, nil, sealed, b.about(label))
	if err != nil {
		return nil, fault.Wrap(fault.Corrupt, err, "store_forged")
	}
	return value, nil
}

// about is the associated data: the place, its end, the label. A place has no zero byte.
func (b Box) about(label []byte) []byte {
	return append(append([]byte(b.place), 0), label...)
}
