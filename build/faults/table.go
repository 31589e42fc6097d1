package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// The table stands between these two lines of the README.
const (
	begin = "<!-- written by make fault-table -->"
	end   = "<!-- end -->"
)

// put puts the table into the page's text, in the place of the one that is there.
func put(page, table string) (string, error) {
	before, rest, found := strings.Cut(page, begin+"\n")
	_, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		return "", fmt.Errorf("the README has no lines %q and %q", begin, end)
	}
	return before + begin + "\n" + table + end + after, nil
}

// write makes the table, and names the keys that the catalogue lacks.
func write(kinds []kind, sentences map[string]string) (table string, wrong []string) {
	var out strings.Builder
	fmt.Fprintf(&out, "<details>\n<summary>All %d kinds of fault: what is kept, what is said, when it is tried again</summary>\n", len(kinds))
	group := ""
	for _, k := range kinds {
		if k.group != group {
			group = k.group
			fmt.Fprintf(&out, "\n**%s**\n\n| what goes wrong | what is kept | what is said | when it is tried again |\n|---|---|---|---|\n", group)
		}
		var said []string
		for _, key := range k.said {
			text, known := sentences[key]
			if !known {
				wrong = append(wrong, fmt.Sprintf("line %d: no sentence is called %s", k.line, key))
			}
			said = append(said, quote(text))
		}
		fmt.Fprintf(&out, "| %s | %s | %s | %s |\n", cell(k.what), cell(k.kept), cell(strings.Join(said, "<br>")), cell(k.retried))
	}
	out.WriteString("\n</details>\n")
	return out.String(), wrong
}

var parameter = regexp.MustCompile(`\{(\w+)\}`)

// quote makes a sentence one of the table: what differs each time in italics.
func quote(text string) string {
	return "“" + parameter.ReplaceAllString(strings.NewReplacer("*", `\*`, "_", `\_`, "<", "&lt;").Replace(text), "*$1*") + "”"
}

// cell is a text as a table's cell holds it.
func cell(text string) string {
	if text == "" {
		return "-"
	}
	return strings.ReplaceAll(text, "|", `\|`)
}

// readSentences reads a language: of a sentence that depends on a number, the form of most numbers.
func readSentences(folder string) (map[string]string, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var all map[string]json.RawMessage
		if err := json.Unmarshal(b, &all); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for key, value := range all {
			if text, ok := plain(value); ok {
				out[key] = text
			}
		}
	}
	return out, nil
}

func plain(value json.RawMessage) (string, bool) {
	var text string
	if json.Unmarshal(value, &text) == nil {
		return text, true
	}
	var forms []struct{ Match map[string]string }
	if json.Unmarshal(value, &forms) != nil {
		return "", false
	}
	for _, f := range forms {
		for when, text := range f.Match {
			if strings.HasSuffix(when, "=*") {
				return text, true
			}
		}
	}
	return "", false
}
