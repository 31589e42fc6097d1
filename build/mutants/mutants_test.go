package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestEveryKindOfMutantIsMade(t *testing.T) {
	found, err := mutants("a.go", `package a
func f(n int, ok bool) (bool, error) {
	if n < 3 && ok {
		n++
		g()
		n = n + 1
	}
	x := 1
	return x == n, err
}
func h() string { return "a" }
func i() int { return 1 }
`)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range found {
		got = append(got, m.what)
	}
	for _, want := range []string{"n < 3 && ok → !(n < 3 && ok)", "n < 3: < → <=", "n < 3: < → >=", "n < 3 && ok: && → ||", "++ → --", "n++ → {}",
		"g() → {}", "n = n + 1 → _ = n + 1", "n + 1: + → -", "x == n → !(x == n)", "x == n: == → !=", "err → nil", `"a" → ("a")+"mutant"`, "1 → (1)+1"} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is missing in %q", want, got)
		}
	}
	if len(got) != 14 {
		t.Errorf("%d mutants: %q", len(got), got)
	}
}

// TestAMutantIsNoticedOrNot runs real tests on a module of three lines: one rule is tested, one is not.
func TestAMutantIsNoticedOrNot(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":      "module x\n\ngo 1.26\n",
		"p/p.go":      "package p\n\nfunc Tested(n int) bool { return n > 3 }\n\nfunc Forgotten(n int) bool { return n > 3 }\n\nfunc Text() string { return \"a\" + \"b\" }\n",
		"p/p_test.go": "package p\n\nimport \"testing\"\n\nfunc TestTested(t *testing.T) {\n\tForgotten(1)\n\tif Tested(3) || !Tested(4) || Text() != \"ab\" {\n\t\tt.Fail()\n\t}\n}\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	var out strings.Builder
	if err := run(&out, []string{"./p"}, 100, 1e12, 1); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"survived  p/p.go:5: n > 3: > → >=", "survived  p/p.go:5: n > 3 → !(n > 3)", "; 1 more did not compile"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "p.go:3:") {
		t.Errorf("what is tested survives:\n%s", out.String())
	}
}
