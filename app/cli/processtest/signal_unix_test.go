//go:build !windows

package processtest

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// searching is a process that has answered a first line of its standard input and waits for the next one.
func (d *desk) searching() (c *exec.Cmd, errs *bytes.Buffer) {
	d.t.Helper()
	c, errs = d.command("search", "--stdin", "--json"), &bytes.Buffer{}
	c.Stderr = errs
	in, err := c.StdinPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { _ = c.Process.Kill(); _ = in.Close() })
	if _, err := io.WriteString(in, "first\n"); err != nil {
		d.t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || !strings.HasPrefix(line, "{") {
		d.t.Fatalf("%q, %v, %s", line, err, errs)
	}
	return c, errs
}

// A signal ends a command that waits for its standard input, in order: it says so, and nothing of it is left.
func TestASignalEndsACommandThatReads(t *testing.T) {
	d := build(t)
	running := filepath.Join(d.home, "profiles", "default", "running.json")
	for _, sent := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP} {
		if signal.Ignored(sent) {
			continue // whoever runs the tests, as nohup does, had them and the program ignore it
		}
		c, errs := d.searching()
		if _, err := os.Lstat(running); err != nil {
			t.Fatal(err)
		}
		if err := c.Process.Signal(sent); err != nil {
			t.Fatal(err)
		}
		_ = c.Wait()
		if c.ProcessState.ExitCode() != 1 || !strings.Contains(errs.String(), "ended before it was done") {
			t.Errorf("%v: %v, %s", sent, c.ProcessState, errs)
		}
		if _, err := os.Lstat(running); !os.IsNotExist(err) {
			t.Errorf("%v left the address: %v", sent, err)
		}
	}
}

// A process that holds the profile and is stopped keeps nobody waiting for long, and goes on afterwards.
func TestAHolderThatIsStoppedIsNamedWithExitSix(t *testing.T) {
	d := build(t)
	holder, _ := d.searching()
	if err := holder.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := d.types("customers", "--json"); code != 6 || !strings.Contains(out, `"profile-in-use"`) {
		t.Errorf("exit %d %s %s", code, out, errs)
	}
	if err := holder.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := d.types("customers", "--json"); code != 0 {
		t.Errorf("afterwards exit %d %s", code, errs)
	}
	if err := holder.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = holder.Wait()
	if code, _, errs := d.types("customers", "--json"); code != 0 {
		t.Errorf("after its end exit %d %s", code, errs)
	}
}

// Whoever listens at the address of a holder that was killed hears nothing of the secret that lies there.
func TestTheSecretOfADeadHolderIsToldToNobody(t *testing.T) {
	d := build(t)
	holder, _ := d.searching()
	path := filepath.Join(d.home, "profiles", "default", "running.json")
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	heard := make(chan []byte, 1)
	go func() {
		conn, err := ln.Accept()
		if err != nil {
			heard <- nil
			return
		}
		defer conn.Close()
		b := make([]byte, 1<<10)
		n, _ := conn.Read(b)
		_, _ = conn.Write(b[:n]) // what it hears is all it can say
		more, _ := io.ReadAll(conn)
		heard <- append(b[:n], more...)
	}()
	secret := strings.Repeat("5ec4e7", 10)
	if err := os.WriteFile(path, fmt.Appendf(nil, `{"addr":%q,"secret":%q,"pid":1}`, ln.Addr(), secret), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := d.types("search", "confidential"); code != 6 {
		t.Errorf("exit %d %s", code, errs)
	}
	_ = ln.Close()
	if b := <-heard; len(b) == 0 || bytes.Contains(b, []byte(secret)) || bytes.Contains(b, []byte("confidential")) {
		t.Errorf("it heard %q", b)
	}
	_ = holder.Process.Kill()
	_ = holder.Wait()
}
