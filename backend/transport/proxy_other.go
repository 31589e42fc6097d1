//go:build !windows && !darwin

package transport

import "net/url"

// systemProxy is nothing: on these systems the environment says it.
func systemProxy() func(*url.URL) (*url.URL, error) { return nil }
