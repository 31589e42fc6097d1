package cli

import (
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// writers are what would write to a terminal past app/cli/term, which cleans what comes from outside.
var writers = []string{"fmt.Fprint", "fmt.Fprintf", "fmt.Fprintln", "fmt.Print", "fmt.Printf", "fmt.Println", "io.WriteString", "json.NewEncoder",
	"csv.NewWriter", "tabwriter.NewWriter"}

// TestNothingIsWrittenPastTheRoomThatCleansIt looks at every command.
func TestNothingIsWrittenPastTheRoomThatCleansIt(t *testing.T) {
	ours := []string{"help.go"} // the program's own words alone
	files := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") ||
			filepath.Dir(path) == "term" || slices.Contains(ours, path) {
			return err
		}
		files++
		set := gotoken.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if pkg, ok := s.X.(*ast.Ident); ok && slices.Contains(writers, pkg.Name+"."+s.Sel.Name) {
					t.Errorf("%s writes past app/cli/term, where nothing is cleaned", set.Position(n.Pos()))
				}
			}
			return true
		})
		return nil
	})
	if err != nil || files < 40 {
		t.Fatalf("%d files, %v", files, err)
	}
}
