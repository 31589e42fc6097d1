package transport_test

import (
	"bytes"
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/transport"
)

func base(t *testing.T, ca []byte) http.RoundTripper {
	t.Helper()
	b, err := transport.NewBase(ca, none(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.CloseIdleConnections)
	return transport.Network(b, &transport.Patience{})
}

func TestWhatTheNetworkSaysNamesTheHostAndNoMore(t *testing.T) {
	dead, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	dead.Close()
	cut := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, _, _ := w.(http.Hijacker).Hijack()
		c.Close()
	}))
	defer cut.Close()
	tls := httptest.NewUnstartedServer(http.NotFoundHandler())
	tls.Config.ErrorLog = log.New(io.Discard, "", 0)
	tls.StartTLS()
	defer tls.Close()
	for address, want := range map[string]string{
		"http://" + dead.Addr().String(): "can't be reached",
		cut.URL:                          "was lost",
		tls.URL:                          "certificate",
	} {
		_, err := base(t, nil).RoundTrip(get(t, t.Context(), address+"/path?code=hunter2"))
		f, ok := fault.As(err)
		if !ok || f.Kind != fault.Offline || !strings.Contains(f.Message.String(), want) || !strings.Contains(f.Message.String(), strings.SplitN(address, "//", 2)[1]) {
			t.Errorf("%s: %v", address, err)
		}
		if strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), "/path") {
			t.Errorf("the address is told: %v", err)
		}
		if want == "certificate" && f.Remedy != fault.TrustAuthority {
			t.Errorf("remedy %s", f.Remedy)
		}
	}
}

func TestAnAuthorityOfOnesOwnIsTrusted(t *testing.T) {
	server := httptest.NewTLSServer(http.NotFoundHandler())
	defer server.Close()
	ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	resp, err := base(t, ca).RoundTrip(get(t, t.Context(), server.URL))
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if _, err := transport.NewBase([]byte("no certificate"), none(t)); err == nil {
		t.Error("a file without certificates was accepted")
	}
}

func TestAnAnswerThatBreaksOffIsOffline(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, "half")
	}))
	defer server.Close()
	resp, err := base(t, nil).RoundTrip(get(t, t.Context(), server.URL))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if _, err = io.ReadAll(resp.Body); fault.KindOf(err) != fault.Offline || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
}

// Only the end itself is the end: what tells of one, wrapped, is a connection that was cut.
func TestAWrappedEndIsNoEnd(t *testing.T) {
	client := transport.Network(fake(func(r *http.Request) (*http.Response, error) {
		resp := answer(r, 200)
		resp.Body = io.NopCloser(iotest.ErrReader(fmt.Errorf("read: %w", io.EOF)))
		return resp, nil
	}), &transport.Patience{})
	resp, err := client.RoundTrip(get(t, t.Context(), graph))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if _, err := io.ReadAll(resp.Body); fault.KindOf(err) != fault.Offline {
		t.Errorf("got %v", err)
	}
}

// stuck never answers, or never ends its answer.
func stuck(headers bool) fake {
	return func(r *http.Request) (*http.Response, error) {
		if !headers {
			<-r.Context().Done()
			return nil, r.Context().Err()
		}
		resp := answer(r, 200)
		resp.Body = io.NopCloser(endless{r.Context()})
		return resp, nil
	}
}

type endless struct{ ctx context.Context }

func (e endless) Read([]byte) (int, error) {
	<-e.ctx.Done()
	return 0, e.ctx.Err()
}

func TestTheLimitEndsATryAndTheCallerEndsItAsACancellation(t *testing.T) {
	for _, headers := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			read := func(ctx context.Context) error {
				resp, err := transport.Network(stuck(headers), &transport.Patience{}).RoundTrip(get(t, ctx, graph))
				if err != nil {
					return err
				}
				defer resp.Body.Close()
				_, err = io.ReadAll(resp.Body)
				return err
			}
			start := time.Now()
			if f, ok := fault.As(read(t.Context())); !ok || f.Kind != fault.Offline || !strings.Contains(f.Message.String(), "in time") || time.Since(start) != 28*time.Second {
				t.Errorf("%v after %v", f, time.Since(start))
			}
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(time.Second, cancel)
			if err := read(ctx); fault.KindOf(err) != "" {
				t.Errorf("a cancellation became %v", err)
			}
		})
	}
}

func TestALogHoldsNoSecret(t *testing.T) {
	var out bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	req := get(t, t.Context(), "https://user:hunter2@login.example/t/token?code=hunter2#hunter2")
	req.Header.Set("Authorization", "Bearer hunter2")
	for _, next := range []fake{status(200, "request-id", "the-id"), failure(errors.New("code=hunter2 refused"))} {
		_, _ = transport.Log(next, logger).RoundTrip(req)
	}
	if s := out.String(); strings.Contains(s, "hunter2") || !strings.Contains(s, "the-id") || !strings.Contains(s, "https://login.example/t/token") {
		t.Errorf("logged:\n%s", s)
	}
	out.Reset()
	_, _ = transport.Log(fake(status(200)), slog.New(slog.NewTextHandler(&out, nil))).RoundTrip(req)
	if out.Len() != 0 {
		t.Errorf("logged though not asked to: %s", out.String())
	}
}

func TestTrafficSinceASnapshot(t *testing.T) {
	var m transport.Meter
	rt := m.Count(fake(status(200)))
	_, _ = rt.RoundTrip(get(t, t.Context(), graph))
	before := m.Traffic()
	resp, err := rt.RoundTrip(get(t, t.Context(), graph))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		t.Fatal(err)
	}
	if got := m.Traffic().Minus(before); got != (transport.Traffic{Requests: 1, Bytes: 4}) {
		t.Errorf("got %+v", got)
	}
}

// That no connection can be made because too many are open is no network that is down.
func TestTooManyOpenFilesAreNotTheNetworks(t *testing.T) {
	tooMany, remedy := syscall.EMFILE, fault.RaiseOpenFiles
	if runtime.GOOS == "windows" {
		tooMany, remedy = 10024, fault.CloseFiles // WSAEMFILE
	}
	dial := &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("socket", tooMany)}
	_, err := transport.Network(fake(failure(dial)), &transport.Patience{}).RoundTrip(get(t, t.Context(), graph))
	if f, ok := fault.As(err); !ok || f.Kind != fault.Denied || f.Remedy != remedy {
		t.Errorf("got %v", err)
	}
}
