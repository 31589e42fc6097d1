package contract

import (
	"time"
)

// stamp writes a time as the contract wants it; the zero time is null.
func Time(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.UTC().Format(time.RFC3339)
	return &s
}

// list makes sure that a list is never null in JSON.
func List[T any](in []T) []T {
	if in == nil {
		return []T{}
	}
	return in
}

// each converts a list, never to null.
func Each[A, B any](in []A, f func(A) B) []B {
	out := make([]B, len(in))
	for i, v := range in {
		out[i] = f(v)
	}
	return out
}
