//go:build !windows

package fault_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/url"
	"os"
	"syscall"
	"testing"
	"time"

	"tenantry/backend/fault"
)

// What nobody classified is never a network that is down, whatever methods its error has: every error of the
// operating system has those of net.Error. What the network says is classified where it is heard, in transport.
func TestAnErrorOfTheSystemIsItsOwn(t *testing.T) {
	at := func(err error) error {
		return fmt.Errorf("keep: %w", &fs.PathError{Op: "write", Path: "/home/x/000001.vlog", Err: err})
	}
	for _, c := range []struct {
		err    error
		kind   fault.Kind
		remedy fault.Remedy
		says   string
	}{
		{at(syscall.ENOSPC), fault.Denied, fault.FreeSpace, "no space left on the disk: it is full (/home/x/000001.vlog)"},
		{syscall.ENOSPC, fault.Denied, fault.FreeSpace, "no space left on the disk: it is full"},
		{at(syscall.EDQUOT), fault.Denied, fault.FreeQuota, "no space left: your quota on this disk is used up (/home/x/000001.vlog)"},
		{at(syscall.EFBIG), fault.Denied, fault.RaiseFileSize, "a file would grow beyond the limit that is set here for the size of files (/home/x/000001.vlog)"},
		{at(syscall.EROFS), fault.Denied, fault.OtherDisk, "the disk is read-only (/home/x/000001.vlog)"},
		{at(syscall.EACCES), fault.Denied, fault.FixPermissions, "the operating system refuses access (/home/x/000001.vlog)"},
		{at(syscall.EPERM), fault.Denied, fault.FixPermissions, "the operating system refuses access (/home/x/000001.vlog)"},
		{at(syscall.EMFILE), fault.Denied, fault.RaiseOpenFiles, "the operating system lets Tenantry open no more files or connections (/home/x/000001.vlog)"},
		{at(syscall.ENFILE), fault.Denied, fault.CloseFiles, "the operating system lets no more files or connections be opened (/home/x/000001.vlog)"},
		{at(syscall.EIO), fault.Denied, fault.CheckDisk, "the disk reports an error when it is read or written (/home/x/000001.vlog)"},
		{at(syscall.EINTR), fault.Internal, fault.ReportBug, ""},
		{at(syscall.EAGAIN), fault.Internal, fault.ReportBug, ""},
		{at(syscall.ETIMEDOUT), fault.Internal, fault.ReportBug, ""},
		{at(os.ErrDeadlineExceeded), fault.Internal, fault.ReportBug, ""},
		{io.ErrUnexpectedEOF, fault.Internal, fault.ReportBug, ""},
		{&net.OpError{Op: "listen", Net: "tcp", Err: syscall.EADDRINUSE}, fault.Internal, fault.ReportBug, ""},
		{&net.OpError{Op: "dial", Net: "unix", Err: syscall.ECONNREFUSED}, fault.Internal, fault.ReportBug, ""},
		{&net.OpError{Op: "read", Net: "unix", Err: os.ErrDeadlineExceeded}, fault.Internal, fault.ReportBug, ""},
		{&net.DNSError{Err: "no such host", Name: "x"}, fault.Internal, fault.ReportBug, ""},
		{&url.Error{Op: "parse", URL: "x", Err: syscall.ENOSPC}, fault.Denied, fault.FreeSpace, "no space left on the disk: it is full"},
		{&tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}, fault.Internal, fault.ReportBug, ""},
		{fmt.Errorf("read: %w", context.DeadlineExceeded), fault.Offline, fault.CheckNetwork, ""},
		{context.Canceled, "", "", ""},
		{fault.Wrap(fault.Upstream, syscall.ENOSPC, "service_unreadable"), fault.Upstream, fault.ReportUpstream, "the answer can't be read"},
	} {
		if got := fault.KindOf(c.err); got != c.kind {
			t.Errorf("%v: %q, want %q", c.err, got, c.kind)
		}
		p := fault.ProblemOf(c.err, time.Time{})
		if p == nil {
			if c.kind != "" {
				t.Errorf("%v: no problem", c.err)
			}
			continue
		}
		if p.Kind != c.kind || p.Remedy != c.remedy || c.says != "" && p.Message != c.says || c.says == "" && p.Message != c.err.Error() {
			t.Errorf("%v: %+v", c.err, p)
		}
	}
}

func TestAFileThatCantBeUsedSaysWhy(t *testing.T) {
	_, missing := os.Open("/no/such/file")
	_, folder := os.ReadFile(t.TempDir())
	for _, c := range []struct {
		err    error
		kind   fault.Kind
		remedy fault.Remedy
		says   string
	}{
		{missing, fault.Invalid, fault.CorrectInput, "can't read the file it: there is no such file"},
		{folder, fault.Invalid, fault.CorrectInput, "can't read the file it: is a directory"},
		{&fs.PathError{Op: "open", Path: "a.csv", Err: syscall.EACCES}, fault.Denied, fault.OtherPlace, "can't read the file it: the operating system refuses access (a.csv)"},
		{&fs.PathError{Op: "open", Path: "a.csv", Err: syscall.EROFS}, fault.Denied, fault.OtherPlace, "can't read the file it: the disk is read-only (a.csv)"},
		{&fs.PathError{Op: "open", Path: "a.csv", Err: syscall.EMFILE}, fault.Denied, fault.RaiseOpenFiles, "can't read the file it: the operating system lets Tenantry open no more files or connections (a.csv)"},
	} {
		f := fault.File(c.err, "file_unread", "file", "it")
		if f.Kind != c.kind || f.Message.String() != c.says || !errors.Is(f, c.err) {
			t.Errorf("%v: %s %q", c.err, f.Kind, f.Message)
		}
		if f.Remedy != c.remedy {
			t.Errorf("%v: a file of the user's: %s, want %s", c.err, f.Remedy, c.remedy)
		}
		own := fault.Folder(c.err, "program_folder", "folder", "it")
		if speaks := own.Remedy == fault.FixPermissions || own.Remedy == fault.OtherDisk; own.Kind != c.kind || speaks != (c.remedy != fault.RaiseOpenFiles) {
			t.Errorf("%v: a folder of the program's: %s %s", c.err, own.Kind, own.Remedy)
		}
	}
}
