package kv

import (
	"strings"

	"github.com/google/uuid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

const (
	summaryPrefix = 's'
	partPrefix    = 'c'
	marksPrefix   = 'm'
	settingPrefix = 'b'
	outboxPrefix  = 'o'
	schemaPrefix  = 'v'
	tallyPrefix   = 'n'
	tallyAgain    = 'z' // the same, far from the first, where the same damage does not reach it
	droppedPrefix = 'x'
	pagePrefix    = 'l'
	eventsPrefix  = 'e'
	noticedPrefix = 'w'
	alertPrefix   = 'a'
	toldPrefix    = 't'
)

// DoubtKey is the key of a journal that may have lost something, or is older than it should be. It has the value Lost.
const DoubtKey = "d"

// DroppedKey is there when a customer was dropped: what was kept of it may still lie in the files. Who writes the
// database anew, without what is overwritten, leaves this key out.
var DroppedKey = []byte{droppedPrefix}

// tenantKey is id in 16 bytes. An id that was not parsed by partner.ParseTenantID is a bug of the caller.
func tenantKey(id partner.TenantID) ([16]byte, error) {
	u, err := uuid.Parse(string(id))
	if err != nil || u.String() != string(id) {
		return [16]byte{}, fault.New(fault.Internal, "store_tenant_id", "id", id)
	}
	return u, nil
}

func summaryKey(id [16]byte) []byte { return append([]byte{summaryPrefix}, id[:]...) }
func partKey(id [16]byte, part byte) []byte {
	return append(append([]byte{partPrefix}, id[:]...), part)
}
func marksKey(id [16]byte) []byte   { return append([]byte{marksPrefix}, id[:]...) }
func settingKey(name string) []byte { return append([]byte{settingPrefix}, name...) }
func outboxKey(id string) []byte    { return append([]byte{outboxPrefix}, id...) }

func alertKey(id string) []byte { return append([]byte{alertPrefix}, id...) }

// OutgoingID is the local id of something outgoing, by its key.
func OutgoingID(key string) (id string, ok bool) { return strings.CutPrefix(key, string(outboxPrefix)) }

// tenantOf reads the id out of a key of 17 bytes.
func tenantOf(key []byte) (partner.TenantID, error) {
	if len(key) != 17 {
		return "", fault.New(fault.Corrupt, "store_key_shape")
	}
	return partner.TenantID(uuid.UUID(key[1:]).String()), nil
}
