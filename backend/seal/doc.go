// Package seal keeps bytes so that whoever can write them where they lie, but does not have the key, can neither
// read nor change them, nor put them in another's place: AES-256-GCM, whose associated data says where a value
// belongs. It must not know what it seals, nor where that is kept. The stores use it.
package seal
