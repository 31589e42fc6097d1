package cloud

import (
	"errors"
	"net"
	"net/url"
	"strings"

	"tenantry/backend/fault"
)

// ParseBase reads the address of a service: https, or http on this machine only, with a host and
// perhaps a port and a path, and nothing else. A slash at the end is dropped. The failure is of kind
// Invalid.
func ParseBase(address string) (*url.URL, error) {
	if address == "" {
		return nil, fault.New(fault.Invalid, "cloud_missing")
	}
	u, err := url.Parse(address)
	if err != nil {
		// url.Error repeats the address, which may carry a password; its cause doesn't.
		var ue *url.Error
		if errors.As(err, &ue) {
			err = ue.Err
		}
		return nil, fault.Wrap(fault.Invalid, err, "cloud_unreadable", "cause", err)
	}
	switch {
	case u.Scheme != "https" && u.Scheme != "http":
		return nil, fault.New(fault.Invalid, "cloud_no_https")
	case u.Hostname() == "":
		return nil, fault.New(fault.Invalid, "cloud_no_host")
	case u.User != nil:
		return nil, fault.New(fault.Invalid, "cloud_user")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return nil, fault.New(fault.Invalid, "cloud_query")
	case u.Scheme == "http" && !Loopback(u.Hostname()):
		return nil, fault.New(fault.Invalid, "cloud_loopback", "host", u.Hostname())
	}
	u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), ""
	return u, nil
}

// Loopback says whether host (without port) is this very machine: localhost, 127.0.0.0/8 or ::1.
// Names are not looked up.
func Loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// SameOrigin says whether a and b have the same scheme, host and port, so that what may be sent to
// one may be sent to the other.
func SameOrigin(a, b *url.URL) bool {
	return a != nil && b != nil && a.Host != "" && a.Scheme == b.Scheme &&
		strings.EqualFold(a.Hostname(), b.Hostname()) && port(a) == port(b)
}

func port(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	if u.Scheme == "http" {
		return "80"
	}
	return "443"
}
