package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

const (
	licencesFile = "app/licences/licences.txt"
	node         = "frontend/node_modules"
)

// bundled are the packages of npm that are in the page: its framework with what that imports, its signs, colours and font.
var bundled = []string{"svelte", "clsx", "esm-env", "@inlang/paraglide-js", "@fluentui/svg-icons", "@fluentui/tokens", "@fontsource/open-sans"}

// sameAs are packages that bring no text of their licence: whose it stands in for, of the same owner.
var sameAs = map[string]string{"@fluentui/svg-icons": "@fluentui/tokens"}

// licences is every licence once, with whose it is. modules are the directories of modules by "path version".
func licences(modules map[string]string) (string, error) {
	of := map[string][]string{} // names by text
	add := func(name, dir string) error {
		text, err := licenceIn(dir)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		of[text] = append(of[text], name)
		return nil
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "", fmt.Errorf("go env: %w", err)
	}
	failed := []error{add("Go", strings.TrimSpace(string(root)))}
	for _, name := range slices.Sorted(maps.Keys(modules)) {
		failed = append(failed, add(name, modules[name]))
	}
	for _, name := range bundled {
		var about struct{ Version string }
		b, err := os.ReadFile(filepath.Join(node, name, "package.json"))
		if err == nil {
			err = json.Unmarshal(b, &about)
		}
		dir := name
		if other := sameAs[name]; other != "" {
			dir = other
		}
		failed = append(failed, err, add(name+" "+about.Version, filepath.Join(node, dir)))
	}
	if err := errors.Join(failed...); err != nil {
		return "", err
	}
	texts := slices.SortedFunc(maps.Keys(of), func(a, b string) int { return strings.Compare(of[a][0], of[b][0]) })
	var out strings.Builder
	out.WriteString("Tenantry is made of these. Each is used under the licence below its name.\n")
	for _, text := range texts {
		fmt.Fprintf(&out, "\n%s\n%s\n\n%s\n", strings.Repeat("─", 60), strings.Join(of[text], "\n"), text)
	}
	return out.String(), nil
}

var licenceName = regexp.MustCompile(`(?i)^(licen[cs]e|copying)([.-].*)?$`)

// licenceIn is the text of the licence that lies in a folder, with what it wants to be told along (NOTICE).
func licenceIn(dir string) (string, error) {
	files, err := fs.ReadDir(os.DirFS(dir), ".")
	if err != nil {
		return "", err
	}
	var texts []string
	for _, f := range files {
		if f.IsDir() || !licenceName.MatchString(f.Name()) && f.Name() != "NOTICE" || strings.HasSuffix(f.Name(), ".go") {
			continue
		}
		b, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			return "", err
		}
		texts = append(texts, tidied(string(b)))
	}
	if len(texts) == 0 {
		return "", errors.New("no licence lies there: nobody may use it")
	}
	return strings.Join(texts, "\n\n"), nil
}

// tidied is a text without what differs from copy to copy of the same licence.
func tidied(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
