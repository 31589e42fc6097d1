package transport

import (
	"io"
	"net/http"
	"sync"
	"time"

	"tenantry/backend/cloud"
	"tenantry/backend/fault"
)

// doubt is how long a failed call waits for an answer to somebody else's before it says that there is no
// network: parts that are asked at the same time answer after fractions of a second.
const doubt = time.Second

// Line hears what becomes of every request of a program, whoever makes it, and says whether there is a
// network. Any answer, a refusal too, is a network. A call that failed for want of one says that there is
// none, unless any host answered after the call began, or does so within a second: a proxy that lets nobody
// through to one service is that service's trouble, and its problem names the host.
type Line struct {
	changed func() // called when the state is another one, from the goroutine of whoever brought the news

	mu       sync.Mutex
	state    cloud.Link
	answered time.Time   // the newest answer
	doubted  *time.Timer // runs while a failure waits for an answer
}

// NewLine makes a Line. changed must not block.
func NewLine(changed func()) *Line { return &Line{changed: changed} }

// State says how things stand.
func (l *Line) State() cloud.Link {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.state
}

// Hear is the decorator. Put it above [Network], which names what failed, and below what retries.
func (l *Line) Hear(next http.RoundTripper) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		began := time.Now()
		resp, err := next.RoundTrip(req)
		if err != nil {
			l.failed(req, began, err)
			return nil, err
		}
		l.heard()
		resp.Body = &heardBody{resp.Body, l, req, time.Now()}
		return resp, nil
	})
}

// heardBody hears when an answer breaks off.
type heardBody struct {
	io.ReadCloser
	line  *Line
	req   *http.Request
	began time.Time
}

func (b *heardBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil && err != io.EOF {
		b.line.failed(b.req, b.began, err)
	}
	return n, err
}

func (l *Line) heard() {
	l.mu.Lock()
	l.answered = time.Now()
	if l.doubted != nil {
		l.doubted.Stop()
		l.doubted = nil
	}
	l.become(cloud.Online)
}

// failed takes a failure for what it says of the network: nothing where the caller gave up.
func (l *Line) failed(req *http.Request, began time.Time, err error) {
	if fault.KindOf(err) != fault.Offline || req.Context().Err() != nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.state == cloud.Offline || l.doubted != nil || l.answered.After(began) {
		return
	}
	var mine *time.Timer
	mine = time.AfterFunc(doubt, func() {
		l.mu.Lock()
		if l.doubted != mine { // somebody answered meanwhile
			l.mu.Unlock()
			return
		}
		l.doubted = nil
		l.become(cloud.Offline)
	})
	l.doubted = mine
}

// become takes a state over, lets go of mu, and says so if it is another one.
func (l *Line) become(s cloud.Link) {
	was := l.state
	l.state = s
	l.mu.Unlock()
	if was != s {
		l.changed()
	}
}
