package control

import (
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
)

// fileName lies in the profile's folder while a holder listens.
const fileName = "running.json"

// maxAddress bounds what is read of the file, in bytes.
const maxAddress = 4 << 10

// address is what the file holds.
type address struct {
	Addr   string `json:"addr"` // host and port; the host is always loopback's
	Secret string `json:"secret"`
	PID    int    `json:"pid"`
}

var errAddress = errors.New("not the address of a running Tenantry")

// readAddress reads the file as it must be: a small regular file of ours that nobody else can read, not behind a link.
// What is anything else was not written by a holder, or its secret is none.
func readAddress(dir string) (a address, err error) {
	f, err := openOwn(filepath.Join(dir, fileName))
	if err != nil {
		return a, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxAddress+1))
	if err != nil || len(b) > maxAddress || json.Unmarshal(b, &a) != nil || a.Secret == "" {
		return address{}, errAddress
	}
	if host, _, err := net.SplitHostPort(a.Addr); err != nil || host != "127.0.0.1" {
		return address{}, errAddress
	}
	return a, nil
}

// writeAddress makes the file anew: what lies in its place, a link say or a file that others have open, is never
// written through.
func writeAddress(dir string, a address) error {
	b, err := json.Marshal(a)
	if err != nil {
		return err
	}
	f, err := createOwn(filepath.Join(dir, fileName))
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	return errors.Join(err, f.Close())
}

// forget removes the file that an earlier holder left, or that is no holder's at all. Only who holds the profile may
// call it. What stays, because another process is reading it on Windows say, is written over, or refused, by the next.
func forget(dir string) { _ = os.Remove(filepath.Join(dir, fileName)) }
