package app_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "tenantry/"

// mayImport says which rooms of ours a room may enter; production code only. "*" is any.
var mayImport = map[string][]string{
	".":            {"app", "app/cli", "app/handover", "app/home", "app/shell"},
	"app":          {"*"}, // narrowed by onlyIn
	"app/contract": {"backend/alerts", "backend/webhook", "backend/announce", "backend/sheet", "backend/ticket", "backend/verdict", "backend/logbook", "backend/mailing", "backend/partner", "backend/markup", "backend/fault", "backend/message", "backend/catalog", "backend/changes", "backend/requests", "backend/syncer", "backend/portal", "backend/template", "backend/cloud"},
	"app/connection": {"backend/partner", "backend/fault", "backend/message", "backend/textfile", "backend/store", "backend/syncer", "backend/outbox", // what it serves
		"backend/graph", "backend/partnercenter", "backend/azuresupport", "backend/transport", "backend/msauth", "backend/seal", "backend/cloud", "backend/verdict"}, // of what it is made
	"app/cli": {"app", "app/contract", "app/control", "app/erase", "app/handover", "app/home", "app/cli/command", "app/cli/term", "app/cli/customers", "app/cli/doctor",
		"app/cli/alerts", "app/cli/changes", "app/cli/health", "app/cli/message", "app/cli/profiles", "app/cli/requests", "app/cli/session", "app/cli/simulate", "app/cli/sync", "app/cli/verdict", "backend/deeplink", "backend/fault", "backend/folder", "backend/message", "backend/logbook"},
	"app/cli/term":                      {"backend/fault", "backend/message", "backend/sheet"},
	"app/cli/command":                   {"app", "app/contract", "app/cli/term", "backend/textfile", "backend/fault", "backend/message"},
	"app/cli/changes":                   {"app", "app/contract", "app/cli/command", "app/cli/term", "backend/partner", "backend/message"},
	"app/cli/alerts":                    {"app", "app/contract", "app/cli/command", "app/cli/term", "backend/partner", "backend/message"},
	"app/cli/customers":                 {"app", "app/contract", "app/files", "app/cli/command", "app/cli/term", "backend/sheet", "backend/deeplink", "backend/partner", "backend/postal", "backend/message", "backend/fault"},
	"app/cli/doctor":                    {"app", "app/contract", "app/files", "app/cli/command", "app/cli/term", "backend/fault", "backend/message"},
	"app/cli/health":                    {"app", "app/contract", "app/cli/command", "app/cli/term", "backend/partner", "backend/message"},
	"app/cli/message":                   {"app", "app/contract", "app/telling", "app/cli/command", "app/cli/term"},
	"app/cli/profiles":                  {"app", "app/contract", "app/cli/command", "app/cli/term"},
	"app/cli/requests":                  {"app", "app/contract", "app/cli/command", "app/cli/term", "backend/fault", "backend/message"},
	"app/cli/session":                   {"app", "app/contract", "app/cli/command", "app/cli/term", "backend/fault", "backend/message"},
	"app/cli/simulate":                  {"app/cli/command", "app/cli/term", "backend/fault", "backend/simcloud"},
	"app/cli/sync":                      {"app", "app/contract", "app/cli/command", "app/cli/term", "backend/fault", "backend/message"},
	"app/cli/verdict":                   {"app", "app/contract", "app/cli/command", "app/cli/term", "backend/message", "backend/verdict"},
	"app/shell":                         {"app", "app/contract", "app/freedesktop", "app/handover", "app/home", "backend/deeplink"},
	"app/freedesktop":                   {},
	"app/freedesktop/freedesktoptest":   {},
	"app/handover":                      {"app/contract"},
	"app/profiles":                      {"app/contract", "app/home", "backend/folder", "backend/profilename", "backend/fault", "backend/message"},
	"app/control":                       {},
	"app/hook":                          {"app/contract", "backend/webhook", "backend/partner", "backend/message"},
	"app/news":                          {"app/contract", "backend/changes", "backend/partner", "backend/fault"},
	"app/cause":                         {"app/connection", "app/contract", "backend/catalog", "backend/partner", "backend/store", "backend/verdict", "backend/fault"},
	"app/telling":                       {"app/contract", "app/files", "backend/mailing", "backend/partner", "backend/store", "backend/sheet", "backend/fault"},
	"app/incidents":                     {"app/contract", "backend/catalog", "backend/changes", "backend/mailing", "backend/partner", "backend/requests", "backend/store", "backend/fault"},
	"app/files":                         {"app/contract", "backend/fault", "backend/sheet"},
	"app/stores":                        {"backend/store", "backend/store/badgerstore", "backend/store/journalstore", "backend/store/logstore", "backend/store/profilelock", "backend/folder", "backend/secret", "backend/seal", "backend/fault"},
	"app/licences":                      {},
	"app/home":                          {"backend/folder", "backend/fault"},
	"app/erase":                         {"backend/folder", "app/home", "backend/fault", "backend/secret", "backend/store/profilelock"},
	"backend/message":                   {},
	"backend/sheet":                     {},
	"backend/wait":                      {},
	"backend/deeplink":                  {"backend/fault"},
	"backend/folder":                    {},
	"backend/logbook":                   {},
	"backend/metered":                   {},
	"backend/challenge":                 {},
	"backend/fault":                     {"backend/message"},
	"backend/cloud":                     {"backend/fault"},
	"backend/verdict":                   {"backend/cloud", "backend/fault", "backend/message"},
	"backend/partner":                   {"backend/fault", "backend/message", "backend/postal"},
	"backend/store":                     {"backend/partner", "backend/fault"},
	"backend/store/kv":                  {"backend/store", "backend/partner", "backend/fault", "backend/message", "backend/seal"},
	"backend/store/badgerstore":         {"backend/folder", "backend/store", "backend/store/kv", "backend/store/space", "backend/store/badgerstore/remains", "backend/partner", "backend/fault", "backend/seal"},
	"backend/store/badgerstore/remains": {},
	"backend/store/space":               {},
	"backend/store/logstore":            {"backend/folder", "backend/store/kv", "backend/seal", "backend/fault"},
	"backend/store/faultdisk":           {"backend/store/logstore"},
	"backend/store/memstore":            {"backend/store", "backend/store/kv", "backend/partner", "backend/fault"},
	"backend/store/storetest":           {"backend/store", "backend/partner", "backend/fault", "backend/message"},
	"backend/catalog":                   {"backend/catalog/search", "backend/catalog/search/facts", "backend/catalog/search/fold", "backend/partner", "backend/fault"},
	"backend/catalog/search": {"backend/catalog/search/fold", "backend/catalog/search/lexis", "backend/catalog/search/heard",
		"backend/catalog/search/script", "backend/catalog/search/slip", "backend/catalog/search/ident"},
	"backend/catalog/search/facts":  {"backend/catalog/search/fold", "backend/partner"},
	"backend/catalog/search/fold":   {},
	"backend/catalog/search/slip":   {},
	"backend/catalog/search/ident":  {"backend/catalog/search/fold"},
	"backend/catalog/search/lexis":  {"backend/catalog/search/fold"},
	"backend/catalog/search/heard":  {},
	"backend/catalog/search/script": {"backend/catalog/search/fold"},
	"backend/alerts":                {"backend/partner", "backend/store", "backend/fault", "backend/message"},
	"backend/webhook":               {"backend/announce", "backend/deeplink", "backend/outbox", "backend/partner", "backend/store", "backend/wait", "backend/fault", "backend/message"},
	"backend/announce":              {"backend/alerts", "backend/deeplink", "backend/partner", "backend/message"},
	"backend/catalog/judged":        {"backend/catalog/search/fold"},
	"backend/syncer":                {"backend/store", "backend/partner", "backend/fault", "backend/customerexport"},
	"backend/textfile":              {"backend/fault", "backend/folder"},
	"backend/markup":                {},
	"backend/customerexport":        {"backend/partner", "backend/textfile", "backend/fault", "backend/message"},
	"backend/graph":                 {"backend/partner", "backend/markup", "backend/fault", "backend/cloud", "backend/wire", "backend/wait"},
	"backend/wire":                  {"backend/partner", "backend/fault", "backend/message", "backend/cloud", "backend/wait", "backend/challenge"},
	"backend/partnercenter":         {"backend/partner", "backend/fault", "backend/message", "backend/cloud", "backend/wire"},
	"backend/azuresupport":          {"backend/partner", "backend/fault", "backend/message", "backend/cloud", "backend/wire", "backend/wait"},
	"backend/changes":               {"backend/store", "backend/partner", "backend/message"},
	"backend/outbox":                {"backend/store", "backend/partner", "backend/fault"},
	"backend/template":              {"backend/partner", "backend/fault"},
	"backend/ticket":                {"backend/deeplink", "backend/message", "backend/partner", "backend/template"},
	"backend/mailing":               {"backend/partner", "backend/template", "backend/postal"},
	"backend/store/profilelock":     {"backend/fault"},
	"backend/store/journalstore":    {"backend/folder", "backend/store/logstore", "backend/store/badgerstore", "backend/store/kv", "backend/fault"},
	"backend/requests": {"backend/partner", "backend/fault", "backend/message", "backend/template", // the domain and its texts
		"backend/catalog", "backend/store", "backend/outbox"}, // where what it joins lies
	"backend/portal":      {"backend/partner", "backend/fault"},
	"backend/transport":   {"backend/logbook", "backend/fault", "backend/message", "backend/cloud", "backend/wait", "backend/challenge"},
	"backend/msauth":      {"backend/fault", "backend/message", "backend/cloud", "backend/wait"},
	"backend/postal":      {},
	"backend/profilename": {"backend/fault"},
	"backend/secret":      {"backend/folder", "backend/profilename", "backend/fault", "backend/seal"},
	"backend/seal":        {"backend/fault"},

	// The simulated cloud: its services know what they stand on, and not each other.
	"backend/simcloud": {sim + "httpd", sim + "world", sim + "present", sim + "token", sim + "login", sim + "graph", sim + "partnercenter",
		sim + "azure", sim + "support", sim + "control"},
	sim + "world":         {},
	sim + "httpd":         {},
	sim + "odata":         {},
	sim + "page":          {sim + "httpd"},
	sim + "token":         {sim + "httpd"},
	sim + "present":       {sim + "world"},
	sim + "login":         {sim + "httpd", sim + "page", sim + "token", sim + "present", sim + "world"},
	sim + "graph":         {sim + "httpd", sim + "odata", sim + "token", sim + "present", sim + "world"},
	sim + "partnercenter": {sim + "httpd", sim + "token", sim + "present", sim + "world"},
	sim + "azure":         {sim + "httpd", sim + "odata", sim + "token", sim + "present", sim + "world"},
	sim + "support":       {sim + "httpd", sim + "page", sim + "present", sim + "world"},
	sim + "control":       {sim + "httpd", sim + "token", sim + "present", sim + "world"},
}

const sim = "backend/simcloud/"

// onlyIn names who may import what: the heavy, the dangerous and the outer things have one door each.
var onlyIn = map[string][]string{
	"github.com/dgraph-io/badger/v4":     {"backend/store/badgerstore/"},
	"github.com/sahilm/fuzzy":            {"backend/catalog/search/"},
	"golang.org/x/oauth2":                {"backend/msauth/"},
	"github.com/microcosm-cc/bluemonday": {"backend/markup/"},
	"github.com/wailsapp/wails/v2":       {"main", "app/shell/"},
	"github.com/spf13/cobra":             {"app/cli/"},
	"github.com/xuri/excelize/v2":        {"backend/sheet/"},
	module + "backend/catalog/search":    {"backend/catalog/"},
	module + "backend/simcloud":          {"app/demo.go", "app/cli/simulate/", "backend/simcloud/"},
	module + "backend/graph":             {"app/connection/", "backend/graph/"},
	module + "backend/partnercenter":     {"app/connection/", "backend/partnercenter/"},
	module + "backend/azuresupport":      {"app/connection/", "backend/azuresupport/"},
	module + "backend/wire":              {"backend/graph/", "backend/partnercenter/", "backend/azuresupport/"},
	module + "backend/transport":         {"app/connection/", "backend/transport/"},
	module + "backend/msauth":            {"app/connection/", "backend/msauth/"},
	module + "backend/store/badgerstore": {"app/stores/", "backend/store/badgerstore/", "backend/store/journalstore/"},
	module + "backend/cloud":             {"app/connection/", "app/contract/", "backend/"},
	module + "backend/secret":            {"app/stores/", "app/erase/", "backend/secret/"},
}

// TestNobodyImportsThroughAWall holds the import rules of ARCHITECTURE.md.
func TestNobodyImportsThroughAWall(t *testing.T) {
	edges := imports(t)
	if len(edges) < 50 {
		t.Fatalf("only %d imports were found: the test looks at the wrong place", len(edges))
	}
	for _, e := range edges {
		room := filepath.ToSlash(filepath.Dir(e.file))
		if to, ours := strings.CutPrefix(e.path, module); ours {
			allowed, known := mayImport[room]
			if !known {
				t.Errorf("%s: the room %s has no import rule; add one here and to ARCHITECTURE.md", e.file, room)
				continue
			}
			if !slices.Contains(allowed, to) && !slices.Contains(allowed, "*") {
				t.Errorf("%s imports %s through a wall: %s may import %v", e.file, to, room, allowed)
			}
			if to == "app" && room != "." && !strings.HasPrefix(room, "app/") {
				t.Errorf("%s imports app: nobody below it may", e.file)
			}
		}
		for what, doors := range onlyIn {
			if e.path != what && !strings.HasPrefix(e.path, what+"/") {
				continue
			}
			if !slices.ContainsFunc(doors, func(d string) bool { return strings.HasPrefix(e.file, d) }) {
				t.Errorf("%s imports %s: only %v may", e.file, e.path, doors)
			}
		}
	}
}

type edge struct{ file, path string }

func imports(t *testing.T) []edge {
	t.Helper()
	root := ".."
	var out []edge
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		rel = filepath.ToSlash(rel)
		if d.IsDir() && (rel == "frontend" || rel == "bench" || rel == "build" || strings.HasPrefix(d.Name(), ".") && rel != ".") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(rel, ".go") || strings.HasSuffix(rel, "_test.go") {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), rel, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, i := range f.Imports {
			p, _ := strconv.Unquote(i.Path.Value)
			out = append(out, edge{rel, p})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestEachRoomSaysWhatItIs holds that every package has a doc.go.
func TestEachRoomSaysWhatItIs(t *testing.T) {
	rooms := map[string]bool{}
	for _, e := range imports(t) {
		rooms[filepath.Dir(e.file)] = true
	}
	for room := range rooms {
		if room == "." {
			continue
		}
		if _, err := os.Stat(filepath.Join("..", room, "doc.go")); err != nil {
			t.Errorf("%s has no doc.go", room)
		}
	}
}

// TestNoStructKnowsEverything holds that what was one struct of 44 fields and 75 methods does not grow again
// under another name: a struct that needs more has two reasons to change.
func TestNoStructKnowsEverything(t *testing.T) {
	const mostFields, mostMethods = 12, 20
	for _, room := range []string{".", "connection", "../backend/requests"} {
		fields, methods := map[string]int{}, map[string]int{}
		files, err := filepath.Glob(filepath.Join(room, "*.go"))
		if err != nil || len(files) < 5 {
			t.Fatalf("%s: %d files, %v", room, len(files), err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.TypeSpec:
					if s, ok := n.Type.(*ast.StructType); ok {
						fields[n.Name.Name] = countFields(s)
					}
				case *ast.FuncDecl:
					if n.Recv != nil {
						methods[receiver(n.Recv.List[0].Type)]++
					}
					return false
				}
				return true
			})
		}
		for name, n := range fields {
			if n > mostFields && !strings.HasSuffix(name, "Options") {
				t.Errorf("%s: %s has %d fields; at most %d: give some of them a struct of their own", room, name, n, mostFields)
			}
		}
		for name, n := range methods {
			if n > mostMethods {
				t.Errorf("%s: %s has %d methods; at most %d: move those with a need of their own", room, name, n, mostMethods)
			}
		}
	}
}

func countFields(s *ast.StructType) (n int) {
	for _, f := range s.Fields.List {
		n += max(1, len(f.Names))
	}
	return n
}

func receiver(e ast.Expr) string {
	if star, ok := e.(*ast.StarExpr); ok {
		e = star.X
	}
	id, _ := e.(*ast.Ident)
	if id == nil {
		return "?"
	}
	return id.Name
}
