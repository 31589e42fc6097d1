package simcloud

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"tenantry/backend/simcloud/httpd"
)

// Server is the cloud on loopback.
type Server struct {
	Endpoints Endpoints // of Listen
	CAFile    string    // PEM of the certificate authority; empty without TLS. Removed by Close

	servers map[Service]*http.Server
	close   sync.Once
	stop    func() bool // forgets the context
	done    sync.WaitGroup
}

// Listen serves the cloud on loopback until ctx ends or Close is called: sign-in at addr
// ("127.0.0.1:0" for any free port), the others on free ports of 127.0.0.1. Any address but 127.0.0.1 and
// localhost is refused. useTLS serves https under a certificate authority of its own.
func (c *Cloud) Listen(ctx context.Context, addr string, useTLS bool) (*Server, error) {
	port, err := loopbackPort(addr)
	if err != nil {
		return nil, err
	}
	s := &Server{servers: map[Service]*http.Server{}}
	scheme := "http://"
	var conf *tls.Config
	if useTLS {
		scheme = "https://"
		if conf, s.CAFile, err = ownAuthority(c.now()); err != nil {
			return nil, err
		}
	}
	listeners := map[Service]net.Listener{}
	for _, name := range httpd.Services {
		at := "127.0.0.1:0"
		if name == Login {
			at = "127.0.0.1:" + port
		}
		l, err := (&net.ListenConfig{}).Listen(ctx, "tcp4", at)
		if err != nil {
			for _, l := range listeners {
				_ = l.Close()
			}
			s.Close()
			return nil, fmt.Errorf("listen on %s: %w", at, err)
		}
		listeners[name] = l
		s.Endpoints.set(name, scheme+l.Addr().String())
	}
	c.addresses.add(s.Endpoints)
	for name := range listeners {
		s.servers[name] = c.server(name)
		s.servers[name].TLSConfig = conf.Clone()
	}
	for name, l := range listeners {
		s.serve(s.servers[name], l)
	}
	s.stop = context.AfterFunc(ctx, s.shut)
	return s, nil
}

// loopbackPort reads the port of an address, and refuses any address but the loopback's.
func loopbackPort(addr string) (string, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return "", fmt.Errorf("listen address %q: want 127.0.0.1:PORT", addr)
	}
	if host != "127.0.0.1" && host != "localhost" {
		return "", fmt.Errorf("listen address %q: the simulated cloud listens on 127.0.0.1 only", addr)
	}
	return port, nil
}

// ListenSupport serves the support page alone on loopback, for a cloud that answers in memory otherwise:
// a browser can't reach into a program. From then on Partner Center's links lead to base. addr is as for
// Listen. It ends with ctx or Close.
func (c *Cloud) ListenSupport(ctx context.Context, addr string) (s *Server, base string, err error) {
	port, err := loopbackPort(addr)
	if err != nil {
		return nil, "", err
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp4", "127.0.0.1:"+port)
	if err != nil {
		return nil, "", fmt.Errorf("listen on %s: %w", addr, err)
	}
	base = "http://" + l.Addr().String()
	c.addresses.setSupport(base)
	s = &Server{servers: map[Service]*http.Server{httpd.Support: c.server(httpd.Support)}}
	s.serve(s.servers[httpd.Support], l)
	s.stop = context.AfterFunc(ctx, s.shut)
	return s, base, nil
}

func (c *Cloud) server(s Service) *http.Server {
	return &http.Server{Handler: c.Handler(s), ReadHeaderTimeout: 10 * time.Second, ErrorLog: quiet()}
}

func (s *Server) serve(srv *http.Server, l net.Listener) {
	s.done.Go(func() {
		var err error
		if srv.TLSConfig != nil {
			err = srv.ServeTLS(l, "", "")
		} else {
			err = srv.Serve(l)
		}
		if !errors.Is(err, http.ErrServerClosed) {
			s.shut() // one service alone would be half a cloud
		}
	})
}

func (s *Server) shut() {
	s.close.Do(func() {
		if s.CAFile != "" { // first: who waits for the servers finds it gone
			_ = os.Remove(s.CAFile)
		}
		for _, srv := range s.servers {
			_ = srv.Close()
		}
	})
}

// Close stops serving and waits for the end of it.
func (s *Server) Close() {
	if s.stop != nil {
		s.stop()
	}
	s.shut()
	s.done.Wait()
}
