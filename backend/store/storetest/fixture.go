package storetest

import (
	"archive/zip"
	"flag"
	"os"
	"testing"
)

// WriteFixture names the file of testdata that a test of what was kept yesterday is to make anew: run it once for a new
// format, before a change makes the old one unwritable, and never again for an old one.
var WriteFixture = flag.String("write-fixture", "", "make the fixture of the present schema under this name")

// Pack makes a zip of the closed database in dir.
func Pack(t testing.TB, dir, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	if err := z.AddFS(os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// Unzip puts what was packed into dir.
func Unzip(t testing.TB, path, dir string) {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	if err := os.CopyFS(dir, z); err != nil {
		t.Fatal(err)
	}
}
