package kv

import (
	"encoding/binary"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// packed walks over the fields of summaries in one order, and writes or reads each on the way: what is written is what
// is read. It is for a start, which reads all of them: a tenth of the time of CBOR, whose names, types and texts of
// times it leaves out, and one piece of memory for all texts.
type packed struct {
	reading bool
	out     []byte
	places  map[string]uint64 // of texts that were written
	in      string
	texts   []string // that were read
	bad     bool     // what is read is none of ours
	said    map[string]message.Message

	// Lists that were read, several of a kind in one piece of memory: so many small ones lie scattered between what is
	// gone, and are looked at one by one when Go looks for garbage.
	strings  slab[string]
	sources  slab[partner.Source]
	issues   slab[partner.IssueHead]
	requests slab[partner.RequestHead]
	ages     slab[partner.Age]
	dues     slab[partner.Due]
	bare     slab[partner.Bare]
	all      slab[partner.Summary]
}

// slab gives parts of larger lists.
type slab[T any] struct{ left []T }

// slabSize is how many of a kind lie together.
const slabSize = 128

func (s *slab[T]) take(n int) []T {
	if n > len(s.left) {
		s.left = make([]T, max(n, slabSize))
	}
	some := s.left[:n:n]
	s.left = s.left[n:]
	return some
}

// pack writes summaries.
func pack(out []byte, summaries []partner.Summary) []byte {
	p := &packed{out: out, places: map[string]uint64{}}
	several(p, &p.all, &summaries, p.summary)
	return p.out
}

// unpack reads what pack wrote; false: it is nothing of that kind. The texts are parts of in.
func unpack(in string) (summaries []partner.Summary, ok bool) {
	p := &packed{reading: true, in: in, said: map[string]message.Message{}}
	several(p, &p.all, &summaries, p.summary)
	return summaries, !p.bad && p.in == ""
}

func (p *packed) summary(s *partner.Summary) {
	text(p, &s.ID)
	text(p, &s.Name)
	text(p, &s.PrimaryDomain)
	text(p, &s.InitialDomain)
	several(p, &p.strings, &s.Domains, func(d *string) { text(p, d) })
	several(p, &p.sources, &s.Sources, func(src *partner.Source) { common(p, src) })
	p.time(&s.ListedAt)
	number(p, &s.Health)
	several(p, &p.issues, &s.OpenIssues, p.issue)
	number(p, &s.OpenRequests)
	p.time(&s.DelegationEnds)
	several(p, &p.ages, (*[]partner.Age)(&s.Freshness), p.age)
	several(p, &p.requests, &s.Requests, p.request)
	common(p, &s.Access.Reason)
	text(p, &s.Access.Invitation)
	p.time(&s.Entry.At)
	common(p, &s.Entry.Word)
	p.time(&s.UnlistedAt)
	several(p, &p.issues, &s.LatelyOver, p.issue)
	text(p, &s.FoundBy)
	several(p, &p.dues, &s.Dues, p.due)
	several(p, &p.bare, &s.Bare, func(b *partner.Bare) { common(p, &b.ID); common(p, &b.Name); number(p, &b.State) })
	p.flag(&s.Seats.Told)
	number(p, &s.Seats.Total)
	number(p, &s.Seats.Used)
}

func (p *packed) due(d *partner.Due) {
	text(p, &d.ID)
	common(p, &d.Title)
	p.time(&d.At)
	common(p, &d.Next)
}

func (p *packed) issue(i *partner.IssueHead) {
	common(p, &i.ID)
	common(p, &i.Title)
	common(p, &i.Service)
	common(p, &i.Classification)
	common(p, &i.Status)
	p.time(&i.StartsAt)
	p.time(&i.UpdatedAt)
	number(p, &i.State)
	p.flag(&i.Resolved)
	p.time(&i.OverSince)
}

func (p *packed) request(r *partner.RequestHead) {
	text(p, &r.ID)
	text(p, &r.Title)
	common(p, &r.Severity)
	common(p, &r.Status)
	common(p, &r.Product)
	p.time(&r.CreatedAt)
	p.time(&r.ModifiedAt)
	p.flag(&r.Azure)
}

func (p *packed) age(a *partner.Age) {
	number(p, &a.Part)
	at := time.Unix(a.Seconds, int64(a.Nanos))
	p.time(&at)
	a.Seconds, a.Nanos = at.Unix(), int32(at.Nanosecond())
	failed := a.Problem != nil
	if p.flag(&failed); !failed {
		return
	}
	if p.reading {
		a.Problem = &fault.Problem{}
	}
	p.problem(a.Problem)
}

func (p *packed) problem(f *fault.Problem) {
	common(p, &f.Kind)
	common(p, &f.Message)
	common(p, &f.Remedy)
	common(p, &f.Code)
	text(p, &f.RequestID)
	p.time(&f.At)
	p.message(&f.Said)
	text(p, &f.Tenant)
	text(p, &f.Claims)
	p.flag(&f.AtHome)
}

// message takes one as CBOR: there are few different ones.
func (p *packed) message(m *message.Message) {
	var as string
	if !p.reading && m.Key != "" {
		b, err := encMode.Marshal(m)
		p.bad = p.bad || err != nil
		as = string(b)
	}
	if text(p, &as); !p.reading || as == "" {
		return
	}
	said, known := p.said[as]
	if !known {
		p.bad = p.bad || decMode.Unmarshal([]byte(as), &said) != nil
		p.said[as] = said
	}
	*m = said
}

// several takes a list, of which none is another than an empty one.
func several[T any](p *packed, of *slab[T], list *[]T, one func(*T)) {
	n := uint64(len(*list)) + 1
	if *list == nil {
		n = 0
	}
	p.natural(&n)
	if p.reading {
		if n > uint64(len(p.in))+1 { // each takes a byte at least
			p.bad = true
		}
		if n == 0 || p.bad {
			return
		}
		*list = of.take(int(n - 1))
	}
	for i := range *list {
		one(&(*list)[i])
	}
}

// text takes a text, and one that came before by its place.
func text[T ~string](p *packed, t *T) {
	s := string(*t)
	p.text(&s, false)
	*t = T(s)
}

// common takes a text that many customers have, which lies in memory once.
func common[T ~string](p *packed, t *T) {
	s := string(*t)
	p.text(&s, true)
	*t = T(s)
}

func (p *packed) text(t *string, common bool) {
	if !p.reading {
		if place, known := p.places[*t]; known {
			p.natural(&place)
			return
		}
		p.places[*t] = uint64(len(p.places)) + 1
		anew, size := uint64(0), uint64(len(*t))
		p.natural(&anew)
		p.natural(&size)
		p.out = append(p.out, *t...)
		return
	}
	var place, size uint64
	switch p.natural(&place); {
	case p.bad:
	case place > uint64(len(p.texts)):
		p.bad = true
	case place > 0:
		*t = p.texts[place-1]
	default:
		if p.natural(&size); size > uint64(len(p.in)) {
			p.bad = true
			return
		}
		*t, p.in = p.in[:size], p.in[size:]
		if common {
			*t = partner.Once(*t)
		}
		p.texts = append(p.texts, *t)
	}
}

// time takes a moment to the nanosecond, which is read in UTC.
func (p *packed) time(t *time.Time) {
	var seconds, nanos uint64 // the zero time has neither
	if !p.reading && !t.IsZero() {
		s := t.Unix() - sinceYear2020
		seconds, nanos = uint64(s<<1^s>>63)+1, uint64(t.Nanosecond())
	}
	if p.natural(&seconds); seconds == 0 {
		if p.reading {
			*t = time.Time{}
		}
		return
	}
	p.natural(&nanos)
	if p.reading {
		s := seconds - 1
		*t = time.Unix(int64(s>>1)^-int64(s&1)+sinceYear2020, int64(nanos)).UTC()
	}
}

// sinceYear2020 is when it began, in Unix time: what is near takes fewer bytes.
const sinceYear2020 = 1577836800

func number[T ~int | ~uint8](p *packed, n *T) {
	v := uint64(int64(*n)<<1 ^ int64(*n)>>63)
	p.natural(&v)
	*n = T(int64(v>>1) ^ -int64(v&1))
}

func (p *packed) flag(b *bool) {
	var v uint64
	if *b {
		v = 1
	}
	p.natural(&v)
	*b = v == 1
}

// natural takes a number in as few bytes as it needs.
func (p *packed) natural(n *uint64) {
	if !p.reading {
		p.out = binary.AppendUvarint(p.out, *n)
		return
	}
	if len(p.in) > 0 && p.in[0] < 0x80 { // most are
		*n, p.in = uint64(p.in[0]), p.in[1:]
		return
	}
	*n = 0
	for i := 0; i < len(p.in) && i < binary.MaxVarintLen64; i++ {
		b := p.in[i]
		*n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			p.in = p.in[i+1:]
			return
		}
	}
	*n, p.bad = 0, true
}
