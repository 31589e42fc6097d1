package app

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"hash/fnv"
	"io"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// simTick is the time in which every call is answered. It takes up what the program waits at random before it tries
// again, so that the same seed is the same world.
const simTick = 6 * time.Second

// simFates is what may become of a call.
var simFates = append([]string{"lost before", "throttled", "unavailable", "no route"}, simWriteFates...)

// simWriteFates is what may become of a call that writes alone.
var simWriteFates = []string{"lost after", "failed after", "refused", "denied", "silent before", "silent after", "died before", "died after"}

// simLine is the wire between a process and the cloud.
type simLine struct{ p *simProcess }

// RoundTrip implements http.RoundTripper.
func (l simLine) RoundTrip(r *http.Request) (*http.Response, error) {
	w, about := l.p.w, simAbout(r)
	if l.p.dead() {
		return nil, errSimGone
	}
	begun := time.Since(w.begin)
	at := (begun/simTick+1)*simTick + time.Duration(simHash(about)%uint64(500*time.Millisecond)) // each at its own instant
	given := simWait(r.Context(), at-begun)
	writes := r.Method == http.MethodPut || r.Method == http.MethodPatch
	chance := w.apart(about)
	if given != nil || l.p.dead() { // nobody waits for it any more; it may be on its way all the same
		if writes && chance.IntN(2) == 0 {
			w.count("arrived after the end")
			w.say("  %s arrives all the same", about)
			_, _ = l.acts(r)
		}
		if given == nil {
			given = errSimGone
		}
		return nil, given
	}
	fate, fates, trouble := "", simFates[:len(simFates)-len(simWriteFates)], int(w.trouble.Load())
	if writes { // few, and all that matters
		fates, trouble = simFates, 2*trouble
	}
	if chance.IntN(100) < trouble {
		fate = l.p.bears(fates[chance.IntN(len(fates))])
		w.count(fate)
	}
	if writes || fate != "" || *simSeed != 0 {
		w.say("  %s: %s", about, fate)
	}
	return l.answer(r, fate, about)
}

// answer is what the process gets.
func (l simLine) answer(r *http.Request, fate, about string) (*http.Response, error) {
	lost := &net.OpError{Op: "read", Net: "tcp", Err: io.ErrUnexpectedEOF}
	switch fate {
	case "":
		return l.acts(r)
	case "lost before":
		return nil, lost
	case "lost after":
		_, _ = l.acts(r)
		return nil, lost
	case "no route":
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ENETUNREACH}
	case "throttled":
		return simAnswer(r, http.StatusTooManyRequests)
	case "unavailable":
		return simAnswer(r, http.StatusServiceUnavailable)
	case "refused":
		return simAnswer(r, http.StatusBadRequest)
	case "denied":
		return simAnswer(r, http.StatusForbidden)
	case "failed after":
		_, _ = l.acts(r)
		return simAnswer(r, http.StatusInternalServerError)
	case "silent after":
		_, _ = l.acts(r)
		fallthrough
	case "silent before":
		<-r.Context().Done()
		return nil, r.Context().Err()
	case "died after":
		_, _ = l.acts(r)
	}
	l.p.die("died in a call", about)
	return nil, errSimGone
}

// acts has the cloud do it, whoever still waits for the answer.
func (l simLine) acts(r *http.Request) (*http.Response, error) {
	return l.p.w.cloud.Transport().RoundTrip(r.WithContext(context.WithoutCancel(r.Context())))
}

func simAnswer(r *http.Request, status int) (*http.Response, error) {
	header := http.Header{}
	if status == http.StatusTooManyRequests {
		header.Set("Retry-After", "2")
	}
	return &http.Response{StatusCode: status, Status: strconv.Itoa(status), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: header,
		Body: http.NoBody, Request: r}, nil
}

// simWait waits, or until nobody does any more.
func simWait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// simAbout names a call by what it is about, without what is drawn at random: names of tickets, operations, tokens.
func simAbout(r *http.Request) string {
	path := strings.Split(r.URL.Path, "/")
	for i, segment := range path {
		switch segment {
		case "supportTickets", "communications", "operationsStatus", "operationResults":
			if i+1 < len(path) {
				path[i+1] = "…"
			}
		}
	}
	about := r.Method + " " + strings.TrimSuffix(r.URL.Hostname(), ".simcloud.test") + strings.Join(path, "/")
	if r.URL.RawQuery != "" {
		about += "?" + r.URL.RawQuery
	}
	for _, part := range simParts.FindAllStringSubmatch(simBody(r), 5) { // of a batch, or for which service a token is
		about += " " + part[1] + part[2]
	}
	_, token, _ := strings.Cut(r.Header.Get("Authorization"), ".")
	token, _, _ = strings.Cut(token, ".")
	if claims, err := base64.RawURLEncoding.DecodeString(token); err == nil && len(claims) > 0 {
		var of struct{ Tid string }
		_ = json.Unmarshal(claims, &of)
		about += " of " + of.Tid
	}
	return about
}

var simParts = regexp.MustCompile(`"url":"([^"?]*)|(?:^|&)(scope=[^&]*)`)

// simBody is the body of a read.
func simBody(r *http.Request) string {
	if r.GetBody == nil || r.Method != http.MethodPost {
		return ""
	}
	body, err := r.GetBody()
	if err != nil {
		return ""
	}
	b, _ := io.ReadAll(body)
	return string(b)
}

func simHash(text string) uint64 {
	h := fnv.New64a()
	_, _ = io.WriteString(h, text)
	return h.Sum64()
}
