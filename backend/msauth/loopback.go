package msauth

import (
	"context"
	"crypto/subtle"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"

	"tenantry/backend/fault"
)

// answer is what the browser brought back: a code, or an error.
type answer struct{ code, err, description string }

// loopback waits on this machine for the browser to come back. It listens on loopback addresses
// only, for one answer.
type loopback struct {
	redirect  string // without a path, as it is registered (api/facts.md 3.1)
	hosts     [3]string
	listeners []net.Listener
}

// wsaeAddrInUse is what Windows says for EADDRINUSE.
const wsaeAddrInUse = syscall.Errno(10048)

// listen takes a free port on 127.0.0.1, and the same on ::1 where there is one: browsers look up
// localhost as they like. Somebody else's ::1 on that port could take the answer, so then another
// port is tried.
func listen() (*loopback, error) {
	var err error
	for range 10 {
		var four, six net.Listener
		if four, err = net.Listen("tcp4", "127.0.0.1:0"); err != nil {
			break
		}
		port := strconv.Itoa(four.Addr().(*net.TCPAddr).Port)
		l := &loopback{redirect: "http://localhost:" + port, listeners: []net.Listener{four},
			hosts: [3]string{"localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port}}
		if six, err = net.Listen("tcp6", "[::1]:"+port); err == nil {
			l.listeners = append(l.listeners, six)
		} else if errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, wsaeAddrInUse) {
			_ = four.Close() // nobody was let in; another port is tried
			continue
		}
		return l, nil
	}
	return nil, noPort(err)
}

func noPort(err error) error {
	return fault.Wrap(fault.Internal, err, "signin_no_port").With(fault.CorrectInput)
}

// receive opens the browser and waits for its answer with state, which finish makes use of while the
// browser waits: the page it then gets tells what really happened.
func (l *loopback) receive(ctx context.Context, state string, open func() error, finish func(context.Context, answer) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	result := make(chan error, 1)
	server := &http.Server{
		Handler:           l.handler(ctx, state, finish, result),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		IdleTimeout:       10 * time.Second,
		MaxHeaderBytes:    64 << 10,
	}
	server.SetKeepAlivesEnabled(false)
	deaf := make(chan error, len(l.listeners))
	for _, one := range l.listeners {
		go func() {
			if err := server.Serve(one); !errors.Is(err, http.ErrServerClosed) {
				deaf <- err
			}
		}()
	}
	end := func() { // lets the page out that is being sent
		soon, stop := context.WithTimeout(context.Background(), 2*time.Second)
		defer stop()
		if server.Shutdown(soon) != nil {
			_ = server.Close() // its time is over; what is left is cut off
		}
	}
	defer end()
	if err := open(); err != nil {
		return err
	}
	select {
	case err := <-result:
		return err
	case err := <-deaf: // the browser may come back to where nobody listens
		return noPort(err)
	case <-ctx.Done():
	}
	end()
	select {
	case err := <-result: // it came at the same moment
		return err
	default:
		return ctx.Err()
	}
}

func (l *loopback) handler(ctx context.Context, state string, finish func(context.Context, answer) error, result chan<- error) http.Handler {
	var used atomic.Bool
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		language := r.Header.Get("Accept-Language")
		switch {
		case r.Host != l.hosts[0] && r.Host != l.hosts[1] && r.Host != l.hosts[2]: // a foreign name that points here
			writePage(w, http.StatusMisdirectedRequest, language, pageWrong)
			return
		case r.URL.Path != "/":
			writePage(w, http.StatusNotFound, language, pageWrong)
			return
		case r.Method != http.MethodPost && r.Method != http.MethodGet:
			w.Header().Set("Allow", "GET, POST")
			writePage(w, http.StatusMethodNotAllowed, language, pageWrong)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
		err := r.ParseForm()
		form := r.Form // of a GET, the query
		if r.Method == http.MethodPost {
			form = r.PostForm
		}
		a := answer{one(form, "code"), one(form, "error"), one(form, "error_description")}
		// Whoever doesn't know the state is not the sign-in page: go on waiting for the one who does.
		if err != nil || subtle.ConstantTimeCompare([]byte(one(form, "state")), []byte(state)) != 1 || a.code == "" && a.err == "" {
			writePage(w, http.StatusBadRequest, language, pageWrong)
			return
		}
		if used.Swap(true) {
			writePage(w, http.StatusGone, language, pageWrong)
			return
		}
		err = finish(ctx, a)
		if err != nil {
			writePage(w, http.StatusBadRequest, language, pageFailed)
		} else {
			writePage(w, http.StatusOK, language, pageDone)
		}
		result <- err
	})
}

// one gives the parameter if it is there exactly once.
func one(form url.Values, name string) string {
	if v := form[name]; len(v) == 1 {
		return v[0]
	}
	return ""
}
