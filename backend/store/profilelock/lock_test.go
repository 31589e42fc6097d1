package profilelock_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/store/profilelock"
)

const holdVar = "TENANTRY_TEST_HOLD" // the folder that a child holds until it is killed

func TestMain(m *testing.M) {
	if dir := os.Getenv(holdVar); dir != "" {
		_, err := profilelock.Take(dir)
		fmt.Println(err)
		_, _ = io.Copy(io.Discard, os.Stdin) // until it is killed; a process in which nothing can happen would end itself
		return
	}
	os.Exit(m.Run())
}

func TestOneAtATime(t *testing.T) {
	dir := t.TempDir()
	l, err := profilelock.Take(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = profilelock.Take(dir)
	if f, ok := fault.As(err); !ok || f.Kind != fault.Conflict || f.Code != profilelock.CodeInUse || f.Remedy != fault.CloseOther {
		t.Errorf("while it is held: %v", err)
	}
	for range 2 {
		if err := l.Release(); err != nil {
			t.Error(err)
		}
	}
	if l, err = profilelock.Take(dir); err != nil {
		t.Fatalf("after it was given back: %v", err)
	}
	_ = l.Release()
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("it leaves %v", left)
	}
}

func TestAKilledHolderHoldsNothing(t *testing.T) {
	dir := t.TempDir()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), holdVar+"="+dir)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "<nil>\n" {
		t.Fatalf("the child says %q, %v", line, err)
	}
	if _, err := profilelock.Take(dir); fault.KindOf(err) != fault.Conflict {
		t.Errorf("while another process holds it: %v", err)
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	l, err := profilelock.Take(dir)
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Release()
}

func TestAFolderThatCannotBeUsedSaysSo(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	for _, dir := range []string{file, filepath.Join(file, "in it")} {
		if _, err := profilelock.Take(dir); err == nil || fault.KindOf(err) == fault.Conflict {
			t.Errorf("%s: %v", dir, err)
		}
	}
}
