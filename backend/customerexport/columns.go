package customerexport

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// The fields of a customer that a column can hold, in the words of --map.
const (
	fieldID           = "id"
	fieldName         = "name"
	fieldDomain       = "domain"
	fieldRelationship = "relationship"
	fieldTags         = "tags"
)

// Fields are the fields that a column can be said to hold.
func Fields() []string {
	return []string{fieldID, fieldName, fieldDomain, fieldRelationship, fieldTags}
}

// required are the fields without which a file is no customer list. A customer may have no domain, but a list whose
// column of domains nobody recognises would lose them all in silence.
var required = []string{fieldID, fieldName, fieldDomain}

//go:embed columns.txt
var columnTable string

// column is what a name of columns.txt stands for; the lower rank goes before.
type column struct {
	field, name string
	rank        int
}

// columns are those of columns.txt, by their name as [folded] writes it.
var columns = sync.OnceValue(func() map[string]column {
	all := map[string]column{}
	for rank, line := range strings.Split(columnTable, "\n") {
		words := strings.Fields(line)
		if len(words) < 3 || words[0] == "#" {
			continue
		}
		name := strings.Join(words[2:], " ")
		if _, twice := all[folded(name)]; !twice { // languages share words
			all[folded(name)] = column{words[0], name, rank}
		}
	}
	return all
})

// folded is a name without what differs between those who write it: case, accents, blanks, signs.
func folded(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(name))
}

// header says in which columns the fields are: chosen by the user, or by the names.
type header struct {
	at    map[string]int
	cells []string
}

// locate finds the fields in a header. chosen says for names of columns which field they hold.
func locate(cells []string, chosen map[string]string) (header, error) {
	h := header{at: map[string]int{}, cells: cells}
	rank := map[string]int{}
	taken := map[string]int{}
	for i, cell := range cells {
		c, known := columns()[folded(cell)]
		for name, field := range chosen {
			if folded(name) == folded(cell) {
				c, known = column{field: field, rank: -1}, true
			}
		}
		if !known {
			continue
		}
		if first, twice := taken[folded(cell)]; twice {
			return h, fault.New(fault.Invalid, "import_column_twice", "column", short(cells[first]))
		}
		taken[folded(cell)] = i
		if _, has := h.at[c.field]; !has || c.rank < rank[c.field] {
			h.at[c.field], rank[c.field] = i, c.rank
		}
	}
	for name := range chosen {
		if !slices.ContainsFunc(cells, func(cell string) bool { return folded(cell) == folded(name) }) {
			return h, fault.New(fault.Invalid, "import_map_unknown", "column", short(name), "found", found(cells))
		}
	}
	var missing []message.Message
	for _, field := range required {
		if _, ok := h.at[field]; !ok {
			missing = append(missing, message.Of(names[field]))
		}
	}
	if len(missing) > 0 {
		return h, fault.New(fault.Invalid, "import_no_column", "missing", missing, "found", found(cells))
	}
	return h, nil
}

// names say what the required fields are.
var names = map[string]string{fieldID: "import_field_id", fieldName: "import_field_name", fieldDomain: "import_field_domain"}

// found names the columns of a file.
func found(cells []string) string {
	const most = 12
	var all []string
	for _, c := range cells {
		if c = strings.TrimSpace(c); c != "" {
			all = append(all, short(c))
		}
	}
	if len(all) > most {
		all = append(all[:most], "…")
	}
	if len(all) == 0 {
		return "–"
	}
	return strings.Join(all, " | ")
}

// short keeps a cell of a wrong file to what a line can show.
func short(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
