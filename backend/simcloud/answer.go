package simcloud

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"time"
)

// answer is what a handler says, before anything carries it away.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func (a answer) with(key, value string) answer {
	if a.header == nil {
		a.header = http.Header{}
	}
	a.header.Set(key, value)
	return a
}

// jsonAnswer writes v as Microsoft's services do: without escaping for HTML.
func jsonAnswer(status int, v any) answer {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic("simcloud: " + err.Error()) // our own structs always encode
	}
	return rawJSON(status, b.Bytes())
}

func rawJSON(status int, body []byte) answer {
	return answer{status: status, body: body}.with("Content-Type", "application/json; charset=utf-8")
}

func (a answer) retryAfter(d time.Duration) answer {
	return a.with("Retry-After", strconv.Itoa(int(max(d+time.Second-1, time.Second)/time.Second)))
}

// stamp writes a time as Graph does.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.9999999Z07:00") }

// stampOrNull is stamp, or null for the zero time.
func stampOrNull(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := stamp(t)
	return &s
}
