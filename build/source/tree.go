package source

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// File is one text of the repository; its path has slashes and starts at the root.
type File struct {
	Path, Text string
}

// Tree is the repository, files in the order of their paths.
type Tree struct {
	Files []*File
	at    map[string]*File
}

// New makes a tree of texts by path.
func New(texts map[string]string) *Tree {
	t := &Tree{at: map[string]*File{}}
	for _, p := range slices.Sorted(maps.Keys(texts)) {
		f := &File{Path: p, Text: texts[p]}
		t.Files = append(t.Files, f)
		t.at[p] = f
	}
	return t
}

// Read reads what git knows or would add below root; what git ignores is nobody's source.
func Read(root string) (*Tree, error) {
	cmd := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	texts := map[string]string{}
	for name := range bytes.SplitSeq(bytes.TrimRight(out, "\x00"), []byte{0}) {
		text, err := os.ReadFile(filepath.Join(root, string(name)))
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed, and not yet told to git
		}
		if err != nil {
			return nil, err
		}
		if utf8.Valid(text) {
			texts[string(name)] = string(text)
		}
	}
	return New(texts), nil
}

// At is the file of that path, or nil.
func (t *Tree) At(p string) *File { return t.at[p] }

// Where is the files for which a check holds.
func (t *Tree) Where(is func(*File) bool) []*File {
	var out []*File
	for _, f := range t.Files {
		if is(f) {
			out = append(out, f)
		}
	}
	return out
}

// Under says whether the file lies in one of the folders.
func (f *File) Under(folders ...string) bool {
	return slices.ContainsFunc(folders, func(d string) bool { return strings.HasPrefix(f.Path, d+"/") })
}

// Go says whether the file is Go.
func (f *File) Go() bool { return path.Ext(f.Path) == ".go" }

// Page says whether the file is TypeScript or Svelte of the page.
func (f *File) Page() bool {
	return f.Under("frontend/src") && (path.Ext(f.Path) == ".ts" || f.Svelte())
}

// Svelte says whether the file is a Svelte component; names like list.svelte.ts are TypeScript.
func (f *File) Svelte() bool { return path.Ext(f.Path) == ".svelte" }

// Test says whether the file is a test or a help of tests.
func (f *File) Test() bool {
	return strings.HasSuffix(f.Path, "_test.go") || strings.HasSuffix(f.Path, ".test.ts") || f.Under("frontend/src/test")
}

var generated = regexp.MustCompile(`(?mi)^(//|/\*|<!--).*\bgenerated\b.*\bdo not edit\b`)

// Generated says whether a program wrote the file: its first lines say so, or Wails keeps its bindings there.
func (f *File) Generated() bool {
	head := f.Text
	for i, lines := 0, 0; i < len(head); i++ {
		if head[i] == '\n' {
			if lines++; lines == 5 {
				head = head[:i]
			}
		}
	}
	return f.Under("frontend/wailsjs", "frontend/src/paraglide") || generated.MatchString(head)
}

// Lines is how many lines the file has.
func (f *File) Lines() int {
	n := strings.Count(f.Text, "\n")
	if f.Text != "" && !strings.HasSuffix(f.Text, "\n") {
		n++
	}
	return n
}
