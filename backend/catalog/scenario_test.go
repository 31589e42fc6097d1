package catalog

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tenantry/backend/partner"
)

// A scenario is a file of testdata/found: customers, what somebody typed, and whom they meant. README.txt there says
// how one is written. Every complaint about an answer becomes one.
type scenario struct {
	why       string
	customers []Entry
	queries   []string
	found     []string // the first names of the answer, in order
	only      bool     // they are the whole answer
	never     []string // names that must not be in it
	notYet    string   // what has to happen before the search can do it
}

func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/found/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	crowd := readScenario(t, "testdata/found/crowd.list").customers
	n := 0
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		if name == "README" {
			continue
		}
		n++
		t.Run(name, func(t *testing.T) {
			s := readScenario(t, file)
			wrong := s.wrong(slices.Concat(s.customers, crowd))
			switch {
			case s.notYet == "" && wrong != "":
				t.Errorf("%s\n%s", s.why, wrong)
			case s.notYet != "" && wrong == "":
				t.Errorf("%s\nThe search can do it now: take the line \"Not yet\" away", s.why)
			}
		})
	}
	if n < 60 {
		t.Errorf("%d scenarios", n)
	}
}

// wrong says what is wrong with the answers, whatever the order of the customers; "" if nothing is.
func (s scenario) wrong(customers []Entry) string {
	for i, e := range customers {
		if e.ID == "" {
			customers[i].ID = id(i + 1)
		}
	}
	for range 2 {
		c := filled(customers...)
		for _, q := range s.queries {
			got := find(c, q)
			top := got[:min(len(got), len(s.found))]
			if s.only {
				top = got
			}
			if !slices.Equal(top, s.found) {
				return "“" + q + "” finds\n  " + strings.Join(got[:min(len(got), len(s.found)+3)], "\n  ") + "\nwant\n  " + strings.Join(s.found, "\n  ")
			}
			for _, name := range s.never {
				if slices.Contains(got, name) {
					return "“" + q + "” finds " + name
				}
			}
		}
		slices.Reverse(customers)
	}
	return ""
}

func readScenario(t *testing.T, file string) (s scenario) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head := ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\r\n ")
		word, rest, _ := strings.Cut(line, " ")
		switch {
		case line == "":
		case word == "#":
			s.why += rest + " "
		case word == "":
			s.entry(t, file, head, strings.Split(strings.TrimSpace(line), " | "))
		case word == "Query":
			s.queries = append(s.queries, strings.Trim(rest, "“”"))
		case strings.HasPrefix(line, "Not yet: "):
			s.notYet = line
		default:
			head = line
			s.only = s.only || head == "Found, and nothing else"
		}
	}
	return s
}

// entry reads an indented line below its head.
func (s *scenario) entry(t *testing.T, file, head string, fields []string) {
	t.Helper()
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	if head != "Customers" && (len(fields) != 2 || fields[1] == "") {
		t.Fatalf("%s: why %q?", file, fields[0])
	}
	switch head {
	case "Customers":
		s.customers = append(s.customers, scenarioCustomer(t, file, fields))
	case "Found", "Found, and nothing else":
		s.found = append(s.found, fields[0])
	case "Not found":
		s.never = append(s.never, fields[0])
	default:
		t.Fatalf("%s: what is %q?", file, head)
	}
}

// scenarioCustomer reads NAME | DOMAINS | "tag …", "alias …", "initial …", "id …", "favourite", in any number.
func scenarioCustomer(t *testing.T, file string, fields []string) Entry {
	t.Helper()
	e := customer(0, fields[0])
	e.ID = ""
	for _, f := range fields[1:] {
		word, rest, _ := strings.Cut(f, " ")
		switch {
		case word == "tag":
			e.Tags = append(e.Tags, rest)
		case word == "alias":
			e.Aliases = append(e.Aliases, rest)
		case word == "initial":
			initial(rest + ".onmicrosoft.com")(&e)
		case word == "id":
			e.ID = partner.TenantID(rest)
		case word == "favourite":
			e.Favourite = true
		case strings.Contains(word, "."):
			domains(strings.Fields(f)...)(&e)
		default:
			t.Fatalf("%s: what is %q of %s?", file, f, e.Name)
		}
	}
	return e
}
