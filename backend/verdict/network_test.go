package verdict_test

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// network is one in memory: names lead to hosts, each of which behaves as a word says.
type network struct {
	keys    *keys
	proxy   string            // how the proxy behaves; empty: there is none
	hosts   map[string]string // behaviours by host; "" is that of the others
	mu      sync.Mutex
	address map[string]netip.Addr
	name    map[netip.Addr]string
}

const proxyHost = "proxy.example"

func (n *network) behaviour(host string) string {
	if b, ok := n.hosts[host]; ok {
		return b
	}
	if b := n.hosts[""]; b != "" {
		return b
	}
	return "answers 200"
}

func (n *network) LookupNetIP(ctx context.Context, _, host string) ([]netip.Addr, error) {
	b := n.behaviour(host)
	if host == proxyHost {
		b = n.proxy
	}
	switch b {
	case "has no name":
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	case "name is never answered":
		<-ctx.Done()
		return nil, &net.DNSError{Err: ctx.Err().Error(), Name: host, IsTimeout: true}
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if ip, ok := n.address[host]; ok {
		return []netip.Addr{ip}, nil
	}
	first := byte(203)
	if strings.HasPrefix(b, "inside") {
		first = 10
	}
	ip := netip.AddrFrom4([4]byte{first, 0, 113, byte(len(n.address) + 1)})
	if n.address == nil {
		n.address, n.name = map[string]netip.Addr{}, map[netip.Addr]string{}
	}
	n.address[host], n.name[ip] = ip, host
	return []netip.Addr{ip}, nil
}

func (n *network) dial(ctx context.Context, _, address string) (net.Conn, error) {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return nil, err
	}
	n.mu.Lock()
	host := n.name[at.Addr()]
	n.mu.Unlock()
	b := n.behaviour(host)
	if host == proxyHost {
		b = n.proxy
	}
	switch b {
	case "is not there", "inside, is not there":
		return nil, &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
	case "is silent":
		<-ctx.Done()
		return nil, &net.OpError{Op: "dial", Err: ctx.Err()}
	}
	here, there := pipe()
	go func() {
		defer there.Close()
		if host == proxyHost {
			n.tunnel(there)
			return
		}
		n.serve(there, host)
	}()
	return here, nil
}

// pipe is net.Pipe with room in it: a side may write while the other one writes, as on any network.
func pipe() (net.Conn, net.Conn) {
	a, b := net.Pipe()
	return newRoomy(a), newRoomy(b)
}

type roomy struct {
	net.Conn
	out  chan []byte
	end  sync.Once
	done chan struct{}
}

func newRoomy(c net.Conn) *roomy {
	r := &roomy{Conn: c, out: make(chan []byte, 64), done: make(chan struct{})}
	go func() {
		defer c.Close()
		for {
			select {
			case b := <-r.out:
				if _, err := c.Write(b); err != nil {
					return
				}
			case <-r.done: // what is written already still goes out, unless nobody reads it
				for len(r.out) > 0 {
					if _, err := c.Write(<-r.out); err != nil {
						return
					}
				}
				return
			}
		}
	}()
	return r
}

func (r *roomy) Write(b []byte) (int, error) {
	select {
	case <-r.done:
		return 0, net.ErrClosed
	case r.out <- append([]byte(nil), b...):
		return len(b), nil
	}
}

func (r *roomy) Close() error {
	r.end.Do(func() {
		_ = r.Conn.SetDeadline(time.Now().Add(time.Second))
		close(r.done)
	})
	return nil
}

// tunnel is the proxy.
func (n *network) tunnel(conn net.Conn) {
	req, err := http.ReadRequest(bufio.NewReader(conn))
	if err != nil {
		return
	}
	host, _, _ := strings.Cut(req.Host, ":")
	refused, only := strings.CutPrefix(n.proxy, "refuses ")
	failing, dead := strings.CutPrefix(n.proxy, "fails at ")
	switch {
	case n.proxy == "wants a sign-in":
		fmt.Fprint(conn, "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
	case only && strings.Contains(refused, host):
		fmt.Fprint(conn, "HTTP/1.1 403 Forbidden\r\n\r\n")
	case dead && strings.Contains(failing, host):
		fmt.Fprint(conn, "HTTP/1.1 504 Gateway Timeout\r\n\r\n")
	default:
		fmt.Fprint(conn, "HTTP/1.1 200 OK\r\n\r\n")
		n.serve(conn, host)
	}
}

// serve is a host.
func (n *network) serve(conn net.Conn, host string) {
	b := n.behaviour(host)
	if b == "is cut" {
		return
	}
	secure := tls.Server(conn, &tls.Config{GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return n.keys.of(host, b) }})
	req, err := http.ReadRequest(bufio.NewReader(secure))
	if err != nil {
		return
	}
	if b == "never answers" {
		_, _ = secure.Read(make([]byte, 1)) // until the other side gives up
		return
	}
	status := http.StatusOK
	if word, ok := strings.CutPrefix(b, "answers "); ok {
		status, _ = strconv.Atoi(word)
	}
	_ = (&http.Response{StatusCode: status, ProtoMajor: 1, ProtoMinor: 1, Request: req, Close: true,
		Header: http.Header{"Date": {time.Now().UTC().Format(http.TimeFormat)}}}).Write(secure)
}

func (n *network) through(*url.URL) *url.URL {
	if n.proxy == "" {
		return nil
	}
	return &url.URL{Scheme: "http", Host: proxyHost + ":8080", User: url.UserPassword("ada", "hunter2")}
}

// keys are a trusted and an unknown authority.
type keys struct {
	roots          *x509.CertPool
	trusted, other *x509.Certificate
	key            *ecdsa.PrivateKey
}

func newKeys(t testing.TB) *keys {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	k := &keys{roots: x509.NewCertPool(), key: key}
	for i, into := range []**x509.Certificate{&k.trusted, &k.other} {
		template := &x509.Certificate{SerialNumber: big.NewInt(int64(i + 1)), Subject: pkix.Name{CommonName: "authority " + strconv.Itoa(i)}, IsCA: true,
			BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign, NotBefore: time.Unix(0, 0), NotAfter: time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)}
		der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
		if err != nil {
			t.Fatal(err)
		}
		if *into, err = x509.ParseCertificate(der); err != nil {
			t.Fatal(err)
		}
	}
	k.roots.AddCert(k.trusted)
	return k
}

// of is a host's certificate: of a year around now, unless the host behaves otherwise.
func (k *keys) of(host, behaviour string) (*tls.Certificate, error) {
	by, name, from := k.trusted, host, time.Now().AddDate(0, -6, 0)
	switch strings.TrimPrefix(behaviour, "inside, ") {
	case "has a certificate of an unknown authority":
		by = k.other
	case "has somebody else's certificate":
		name = "login.hotel.example"
	case "has a certificate that ran out":
		from = from.AddDate(-2, 0, 0)
	}
	if by == nil {
		return nil, errors.New("no authority")
	}
	der, err := x509.CreateCertificate(rand.Reader, &x509.Certificate{SerialNumber: big.NewInt(7), DNSNames: []string{name},
		NotBefore: from, NotAfter: from.AddDate(1, 0, 0), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}, by, k.key.Public(), k.key)
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: k.key}, err
}
