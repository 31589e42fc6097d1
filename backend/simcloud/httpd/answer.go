package httpd

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"time"
)

// Answer is what a handler says, before anything carries it away.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// With sets a header.
func (a Answer) With(key, value string) Answer {
	if a.Header == nil {
		a.Header = http.Header{}
	}
	a.Header.Set(key, value)
	return a
}

// RetryAfter sets the header of that name: whole seconds, at least one.
func (a Answer) RetryAfter(d time.Duration) Answer {
	return a.With("Retry-After", strconv.Itoa(int(max(d+time.Second-1, time.Second)/time.Second)))
}

// JSON writes v as Microsoft's services do: without escaping for HTML.
func JSON(status int, v any) Answer {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic("simcloud: " + err.Error()) // our own structs always encode
	}
	return RawJSON(status, b.Bytes())
}

// RawJSON is an answer whose body is JSON already.
func RawJSON(status int, body []byte) Answer {
	return Answer{Status: status, Body: body}.With("Content-Type", "application/json; charset=utf-8")
}

// Stamp writes a time as Graph does.
func Stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.9999999Z07:00") }

// StampOrNull is Stamp, or null for the zero time.
func StampOrNull(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := Stamp(t)
	return &s
}
