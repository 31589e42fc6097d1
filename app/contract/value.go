package contract

import (
	"time"

	"tenantry/backend/partner"
)

// Time writes a time as the contract wants it; the zero time is null.
func Time(t time.Time) *string { return partner.JSONTime(t) }

// maybe is a text, null if there is none.
func maybe(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// List makes sure that a list is never null in JSON.
func List[T any](in []T) []T {
	if in == nil {
		return []T{}
	}
	return in
}

// Each converts a list, never to null.
func Each[A, B any](in []A, f func(A) B) []B {
	out := make([]B, len(in))
	for i, v := range in {
		out[i] = f(v)
	}
	return out
}
