package wire

import (
	"bytes"
	"encoding/json"

	"tenantry/backend/fault"
)

// Items is a list of which an item that can't be read is lost, and not the list. Null is no list.
type Items[T any] struct {
	Read []T
	lost int
}

// maxItems is how many items one list may hold, in one answer: what a few bytes say takes hundreds in memory. The
// largest honest page has a thousand, and a tenant may have five thousand domains.
const maxItems = 20_000

// UnmarshalJSON reads what can be read. What is no list, and one with more items than anybody has, is an error.
func (l *Items[T]) UnmarshalJSON(b []byte) error {
	*l = Items[T]{}
	if holdsMore(b, maxItems) {
		return fault.New(fault.Upstream, "service_unreadable")
	}
	var all []*T
	if json.Unmarshal(b, &all) == nil {
		l.Read = make([]T, 0, len(all))
		for _, item := range all {
			l.take(item)
		}
		return nil
	}
	var raw []json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	for _, r := range raw {
		var item T
		if bytes.Equal(r, []byte("null")) || json.Unmarshal(r, &item) != nil {
			l.lost++
			continue
		}
		l.take(&item)
	}
	return nil
}

// holdsMore says whether a JSON list has more than most items, without making anything of them.
func holdsMore(list []byte, most int) bool {
	depth, commas, quoted := 0, 0, false
	for i := 0; i < len(list); i++ {
		switch c := list[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			depth--
		case c == ',' && depth == 1:
			if commas++; commas >= most {
				return true
			}
		}
	}
	return false
}

func (l *Items[T]) take(item *T) {
	if item == nil { // null
		l.lost++
		return
	}
	if within, ok := any(*item).(interface{ Lost() int }); ok {
		l.lost += within.Lost()
	}
	l.Read = append(l.Read, *item)
}

// Lost counts the items that could not be read, those of lists within them too.
func (l Items[T]) Lost() int { return l.lost }

// Partly is err, which ended a list of which so many items were read: with none, nothing of it is good.
func Partly(read int, err error) error {
	f, ok := fault.As(err)
	if !ok || !f.Partial && !IsIncomplete(err) {
		return err
	}
	whole := *f
	whole.Partial = read > 0
	return &whole
}

// Incomplete is the failure of a read that lost items and is good for the rest; nil when none was lost.
func Incomplete(lost int) error {
	if lost == 0 {
		return nil
	}
	f := fault.New(fault.Upstream, itemsLost, "count", lost)
	f.Partial = true
	return f
}

const itemsLost = "service_items_lost"

// IsIncomplete says that a read lost items, good for the rest or not.
func IsIncomplete(err error) bool {
	f, ok := fault.As(err)
	return ok && f.Message.Key == itemsLost
}
