package world

import (
	"encoding/binary"
	"encoding/hex"
	"math/bits"
)

// mix is a 64 bit finaliser (splitmix64): every bit of x moves every bit of the result.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// purpose keeps draws for different things apart.
type purpose uint64

const (
	forName purpose = iota + 1
	forTenantID
	forRelationID
	forTicketID
	forObjectID
	forAccess
	forLists
	forAddress
	forPlan
	forDelegation
	forHealth
	forTicket
	forDomain
	forPerson
	forStory
	forAzure
	forAzureID
	forMessage
	forAudit
	forScript
)

// dice are all chance there is: the same seed throws the same.
type dice struct{ seed uint64 }

// draw is the n-th random number of thing i for a purpose.
func (d dice) draw(p purpose, i, n int) uint64 {
	return mix(d.seed ^ mix(uint64(p)<<56^uint64(i)<<8^uint64(n)))
}

// pick chooses one of n things.
func (d dice) pick(p purpose, i, n, choices int) int {
	hi, _ := bits.Mul64(d.draw(p, i, n), uint64(choices))
	return int(hi)
}

// chance says whether a thing that happens to so many of a thousand happens to customer i.
func (d dice) chance(p purpose, i, n, perMille int) bool {
	return d.pick(p, i, n, 1000) < perMille
}

// choose is pick over a list.
func choose[T any](d dice, p purpose, i, n int, from []T) T {
	return from[d.pick(p, i, n, len(from))]
}

// permute is a four-round Feistel network over 32 bits: a bijection that hides the order.
func (d dice) permute(p purpose, x uint32) uint32 {
	l, r := uint16(x>>16), uint16(x)
	for round := range 4 {
		l, r = r, l^uint16(d.draw(p, int(r), round))
	}
	return uint32(l)<<16 | uint32(r)
}

func (d dice) unpermute(p purpose, x uint32) uint32 {
	l, r := uint16(x>>16), uint16(x)
	for round := 3; round >= 0; round-- {
		l, r = r^uint16(d.draw(p, int(l), round)), l
	}
	return uint32(l)<<16 | uint32(r)
}

// guid writes n into a version 4 GUID. The first four bytes carry n, the rest vouches for it.
func (d dice) guid(p purpose, n int) string {
	var b [16]byte
	hidden := d.permute(p, uint32(n))
	binary.BigEndian.PutUint32(b[:], hidden)
	d.vouch(p, hidden, &b)
	var s [36]byte
	hex.Encode(s[0:8], b[0:4])
	hex.Encode(s[9:13], b[4:6])
	hex.Encode(s[14:18], b[6:8])
	hex.Encode(s[19:23], b[8:10])
	hex.Encode(s[24:36], b[10:16])
	s[8], s[13], s[18], s[23] = '-', '-', '-', '-'
	return string(s[:])
}

func (d dice) vouch(p purpose, hidden uint32, b *[16]byte) {
	binary.BigEndian.PutUint64(b[4:], d.draw(p, int(hidden), 101))
	binary.BigEndian.PutUint32(b[12:], uint32(d.draw(p, int(hidden), 102)))
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
}

// unguid reads back what guid wrote; false for any other GUID and for what is none. Letters may be
// of either case.
func (d dice) unguid(p purpose, s string) (int, bool) {
	raw, ok := parseGUID(s)
	if !ok {
		return 0, false
	}
	want := raw
	hidden := binary.BigEndian.Uint32(raw[:])
	d.vouch(p, hidden, &want)
	if want != raw {
		return 0, false
	}
	return int(d.unpermute(p, hidden)), true
}

// IsGUID says whether s is written like a GUID.
func IsGUID(s string) bool { _, ok := parseGUID(s); return ok }

func parseGUID(s string) (b [16]byte, ok bool) {
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return b, false
	}
	var digits [32]byte
	n := copy(digits[:], s[:8])
	n += copy(digits[n:], s[9:13])
	n += copy(digits[n:], s[14:18])
	n += copy(digits[n:], s[19:23])
	copy(digits[n:], s[24:])
	_, err := hex.Decode(b[:], digits[:])
	return b, err == nil
}

// fill replaces # by digits and A to D by letters.
func (d dice) fill(pattern string, i, n int) string {
	r := d.draw(forAddress, i, n<<4)
	b := []byte(pattern)
	for k, ch := range b {
		switch {
		case ch == '#':
			b[k] = '0' + byte(r%10)
		case ch >= 'A' && ch <= 'D':
			b[k] = "ABCDEHKLMNPRSTWX"[r%16]
		default:
			continue
		}
		r = mix(r)
	}
	return string(b)
}
