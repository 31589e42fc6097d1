package kv

import (
	"github.com/fxamacker/cbor/v2"

	"tenantry/backend/fault"
)

// formatCBOR is the only version byte so far.
const formatCBOR = 1

// Lost is the only byte of a value of which nothing is known but that there was one.
const Lost = 0

var (
	encMode = must(func() (cbor.EncMode, error) {
		o := cbor.CoreDetEncOptions()
		o.Time = cbor.TimeRFC3339NanoUTC // the only lossless mode of the library
		return o.EncMode()
	})
	// A text with a broken rune is still worth showing.
	decMode = must(func() (cbor.DecMode, error) {
		return cbor.DecOptions{UTF8: cbor.UTF8DecodeInvalid, MaxArrayElements: 1 << 20}.DecMode()
	})
)

// must is for options that are constants: they are wrong at every start or never.
func must[T any](f func() (T, error)) T {
	v, err := f()
	if err != nil {
		panic(err)
	}
	return v
}

// encode is the value as it is kept.
func encode(v any) ([]byte, error) {
	b, err := encMode.Marshal(v)
	if err != nil {
		return nil, fault.Wrap(fault.Internal, err, "store_unwritten")
	}
	return append([]byte{formatCBOR}, b...), nil
}

// decode reads what encode wrote into "into". What can't be read is Corrupt.
func decode(b []byte, into any) error {
	if len(b) == 0 {
		return fault.New(fault.Corrupt, "store_empty")
	}
	if b[0] == Lost {
		return fault.New(fault.Corrupt, "store_lost")
	}
	if b[0] != formatCBOR {
		return fault.New(fault.Corrupt, "store_format")
	}
	if err := decMode.Unmarshal(b[1:], into); err != nil {
		return fault.Wrap(fault.Corrupt, err, "store_unreadable")
	}
	return nil
}
