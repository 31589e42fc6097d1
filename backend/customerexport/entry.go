package customerexport

import (
	"slices"
	"strings"

	"golang.org/x/net/idna"

	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// Entry is one customer of the export.
type Entry struct {
	ID            partner.TenantID
	Name          string
	PrimaryDomain string // as a directory writes it: lower case, ASCII
	Relationship  string
	Tags          []string
}

// entry reads one row, or says why it can't be taken.
func (h header) entry(r record) (Entry, *Bad) {
	cell := func(field string) string {
		i, ok := h.at[field]
		if !ok || i >= len(r.cells) {
			return ""
		}
		return plain(r.cells[i])
	}
	bad := func(field string, why message.Message) (Entry, *Bad) {
		return Entry{}, &Bad{r.line, short(h.cells[h.at[field]]), why}
	}
	if r.open {
		return Entry{}, &Bad{Line: r.line, Why: message.Of("import_quote_open")}
	}
	id, err := partner.ParseTenantID(cell(fieldID))
	if err != nil {
		return bad(fieldID, fault.Words(err))
	}
	e := Entry{ID: id, Name: cell(fieldName), Relationship: cell(fieldRelationship)}
	if e.Name == "" {
		return bad(fieldName, message.Of("import_no_name"))
	}
	domain, ok := directoryForm(cell(fieldDomain))
	if !ok {
		return bad(fieldDomain, message.Of("import_no_domain", "text", short(cell(fieldDomain))))
	}
	e.PrimaryDomain = domain
	for _, tag := range strings.FieldsFunc(cell(fieldTags), func(r rune) bool { return r == ',' || r == ';' }) {
		if tag = strings.TrimSpace(tag); tag != "" && !slices.Contains(e.Tags, tag) {
			e.Tags = append(e.Tags, tag)
		}
	}
	return e, nil
}

// plain is a cell without blanks around it and without the apostrophe that keeps a spreadsheet from taking it for a
// formula.
func plain(cell string) string {
	cell = strings.TrimSpace(cell)
	if len(cell) > 1 && cell[0] == '\'' && strings.ContainsRune("=+-@", rune(cell[1])) {
		return cell[1:]
	}
	return cell
}

// directoryForm is a domain as a directory writes it, whichever way people do.
func directoryForm(domain string) (string, bool) {
	domain = strings.ToLower(strings.Trim(domain, "."))
	if strings.ContainsAny(domain, " \t\r\n@/") {
		return "", false
	}
	if ascii, err := idna.Lookup.ToASCII(domain); err == nil {
		return ascii, true
	}
	return domain, true
}

// join adds what another row says of the same customer: a partner that sells in two ways finds it twice in its list.
func (e *Entry) join(o Entry) {
	if e.PrimaryDomain == "" {
		e.PrimaryDomain = o.PrimaryDomain
	}
	switch {
	case e.Relationship == "":
		e.Relationship = o.Relationship
	case o.Relationship != "" && !slices.Contains(strings.Split(e.Relationship, ", "), o.Relationship):
		e.Relationship += ", " + o.Relationship
	}
	for _, tag := range o.Tags {
		if !slices.Contains(e.Tags, tag) {
			e.Tags = append(e.Tags, tag)
		}
	}
}
