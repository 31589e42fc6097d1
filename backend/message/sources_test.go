package message_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tenantry/backend/message"
)

// root is the module; unread are the folders in which no messages are made.
const root = "../.."

var unread = []string{"frontend", "bench", "build", "backend/simcloud"}

// sources is what the code says of messages.
type sources struct {
	fset *token.FileSet
	keys *regexp.Regexp // what a key looks like: it begins with the name of a file
	used map[string]bool
	made map[string]bool // with its values beside it, which were checked
	// open are keys that a table or an argument hands on to where the message is made; names are the names
	// of all values that are given at such places.
	open  map[string]string
	names map[string]bool
	wrong []string
}

// TestTheCodeNamesMessagesAndTheCatalogueHasThem reads every source file but tests. Whoever makes a message
// names a key of the catalogue and gives each value that its sentence is about, and no other.
func TestTheCodeNamesMessagesAndTheCatalogueHasThem(t *testing.T) {
	s := readSources(t)
	c := message.Shared()
	for _, w := range s.wrong {
		t.Error(w)
	}
	for key, where := range s.open {
		if s.made[key] {
			continue // here it is looked up, say
		}
		for _, name := range c.Placeholders(message.English, key) {
			if !s.names[name] {
				t.Errorf("%s: %s is about {%s}, which nobody gives", where, key, name)
			}
		}
	}
	window := windowSources(t)
	for key := range c.Keys(message.English) {
		topic, _, _ := strings.Cut(key, "_")
		if topic != "kind" && topic != "remedy" && !s.used[key] && !strings.Contains(window, "m."+key) {
			t.Errorf("%s: nobody says it; remove it from backend/message/*/%s.json", key, topic)
		}
	}
	if len(s.used) < 200 {
		t.Errorf("only %d keys are used: the test looks at the wrong place", len(s.used))
	}
}

func readSources(t *testing.T) *sources {
	t.Helper()
	var topics []string
	for path := range catalogueFiles(t) {
		topics = append(topics, strings.TrimSuffix(filepath.Base(path), ".json"))
	}
	slices.Sort(topics)
	s := &sources{fset: token.NewFileSet(), keys: regexp.MustCompile(`^(` + strings.Join(topics, "|") + `)_[a-z0-9_]+$`),
		used: map[string]bool{}, made: map[string]bool{}, open: map[string]string{}, names: map[string]bool{}}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		if rel = filepath.ToSlash(rel); d.IsDir() && (slices.Contains(unread, rel) || strings.HasPrefix(d.Name(), ".") && rel != ".") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(rel, ".go") || strings.HasSuffix(rel, "_test.go") {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(s.fset, rel, src, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		s.read(f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// read takes in the calls of a file, and then the keys that stand outside of calls.
func (s *sources) read(f *ast.File) {
	seen := map[*ast.BasicLit]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			s.call(f, call, seen)
		}
		return true
	})
	ast.Inspect(f, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && !seen[l] {
			if key := literal(l); s.keys.MatchString(key) {
				s.use(l, key)
				s.open[key] = s.at(l)
			}
		}
		return true
	})
}

// keyAt says where the key stands among the arguments of the three that make messages; -1 for others.
func keyAt(f *ast.File, call *ast.CallExpr) int {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	name, pkg := "", f.Name.Name
	if ok {
		if x, isName := sel.X.(*ast.Ident); isName {
			name, pkg = sel.Sel.Name, x.Name
		}
	} else if x, isName := call.Fun.(*ast.Ident); isName {
		name = x.Name
	}
	return map[string]int{"fault.New": 2, "fault.Wrap": 3, "message.Of": 1}[pkg+"."+name] - 1
}

func (s *sources) call(f *ast.File, call *ast.CallExpr, seen map[*ast.BasicLit]bool) {
	at := keyAt(f, call)
	if at < 0 { // a helper that hands key and values on
		at = slices.IndexFunc(call.Args, func(a ast.Expr) bool { return s.keys.MatchString(literal(a)) })
	}
	if at < 0 || at >= len(call.Args) {
		return
	}
	key := literal(call.Args[at])
	names, handedOn := s.pairs(call, at)
	switch l, isLiteral := call.Args[at].(*ast.BasicLit); {
	case isLiteral && s.keys.MatchString(key):
		seen[l] = true
		s.use(l, key)
		if handedOn || keyAt(f, call) < 0 && len(names) == 0 {
			s.open[key] = s.at(l)
			return
		}
		s.made[key] = true
		if want := message.Shared().Placeholders(message.English, key); message.Shared().Has(key) && !slices.Equal(names, want) {
			s.add(call, key+" is given "+strings.Join(names, ", ")+" but is about "+strings.Join(want, ", "))
		}
	case isLiteral:
		s.add(call, "the text "+strconv.Quote(key)+" is no key; write it in backend/message, in every language, and name its key here")
	case keyAt(f, call) >= 0:
		if _, built := call.Args[at].(*ast.BinaryExpr); built || strings.HasPrefix(printer(call.Args[at]), "fmt.") {
			s.add(call, "a sentence is built here; write it in backend/message with {placeholders} and give their values")
		}
		for _, name := range names {
			s.names[name] = true
		}
	}
}

// pairs are the names of the values that follow the key, sorted; handedOn says that what follows are no
// pairs, so that the callee gives the values.
func (s *sources) pairs(call *ast.CallExpr, at int) (names []string, handedOn bool) {
	rest := call.Args[at+1:]
	if call.Ellipsis.IsValid() || len(rest)%2 != 0 {
		return nil, true
	}
	for i := 0; i < len(rest); i += 2 {
		name := literal(rest[i])
		if name == "" {
			return nil, true
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return names, false
}

func (s *sources) use(n ast.Node, key string) {
	s.used[key] = true
	if !message.Shared().Has(key) {
		s.add(n, key+" is in no catalogue; write it in backend/message, in every language")
	}
	if strings.HasPrefix(key, "cli_") && !strings.HasPrefix(s.at(n), "app/cli/") {
		s.add(n, key+" is the command line's own, and the window could not say it")
	}
}

func (s *sources) at(n ast.Node) string {
	p := s.fset.Position(n.Pos())
	return p.Filename + ":" + strconv.Itoa(p.Line)
}

func (s *sources) add(n ast.Node, what string) { s.wrong = append(s.wrong, s.at(n)+": "+what) }

// literal is the value of a string literal, or "".
func literal(e ast.Expr) string {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return ""
	}
	text, _ := strconv.Unquote(l.Value)
	return text
}

// printer is the name of a called function, as "package.Function".
func printer(e ast.Expr) string {
	if call, ok := e.(*ast.CallExpr); ok {
		if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok {
				return x.Name + "." + sel.Sel.Name
			}
		}
	}
	return ""
}

// windowSources is all that the window's own code says.
func windowSources(t *testing.T) string {
	t.Helper()
	texts := map[string]string{}
	err := filepath.WalkDir(filepath.Join(root, "frontend/src"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == "paraglide" {
			return filepath.SkipDir
		}
		if err != nil || d.IsDir() || filepath.Ext(path) != ".ts" && filepath.Ext(path) != ".svelte" {
			return err
		}
		b, err := os.ReadFile(path)
		texts[path] = string(b)
		return err
	})
	if err != nil || len(texts) == 0 {
		t.Fatalf("%v: no sources of the window", err)
	}
	return strings.Join(slices.Collect(maps.Values(texts)), "\n")
}
