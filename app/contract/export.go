package contract

import (
	"slices"

	"tenantry/backend/fault"
	"tenantry/backend/sheet"
	"tenantry/backend/ticket"
)

// ListFile is a list of a window on its way into a file.
type ListFile struct {
	Name    string       `json:"name"` // of the list, as it is shown
	Format  string       `json:"format" ts:"FileFormat"`
	About   []string     `json:"about"` // what the list leaves out, how it is sorted, how old it is
	Columns []ListColumn `json:"columns"`
	Rows    [][]string   `json:"rows"` // of as many cells as there are columns
}

// ListColumn is a column of a ListFile.
type ListColumn struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Number bool   `json:"number"` // its cells are numbers
}

// Table is the list for a file, and the format that it is wanted in.
func (f ListFile) Table() (sheet.Table, sheet.Format, error) {
	format := sheet.Format(f.Format)
	uneven := slices.ContainsFunc(f.Rows, func(r []string) bool { return len(r) != len(f.Columns) })
	if uneven || len(f.Columns) == 0 || !slices.Contains(sheet.Formats(), format) {
		return sheet.Table{}, "", fault.New(fault.Invalid, "file_no_list")
	}
	return sheet.Table{Name: f.Name, About: f.About, Rows: f.Rows,
		Columns: Each(f.Columns, func(c ListColumn) sheet.Column { return sheet.Column{ID: c.ID, Title: c.Title, Number: c.Number} })}, format, nil
}

// ListSaved is a list that was written into a file.
type ListSaved struct {
	Path string `json:"path"`
	Rows int    `json:"rows"`
}

// TicketQuery says which matter of a customer is wanted as a ticket: an incident, a service request, or, where neither is
// named, its health.
type TicketQuery struct {
	TenantID string `json:"tenantId"`
	Incident string `json:"incident"`
	Request  string `json:"request"`
	System   string `json:"system" ts:"TicketSystem"`
	Language string `json:"language" ts:"Language"`
}

// Ticket is a matter as a text to copy into a ticket system.
type Ticket struct {
	Title  string `json:"title"`  // one line
	Markup string `json:"markup"` // plain, markdown, html
	Text   string `json:"text"`   // in that markup
	Plain  string `json:"plain"`  // the same without any
	Link   string `json:"link"`   // tenantry:…
}

// TicketOf is a ticket as a system takes it.
func TicketOf(t ticket.Ticket, s ticket.System) Ticket {
	return Ticket{Title: t.Title, Markup: string(s.Markup), Text: t.In(s.Markup), Plain: t.In(ticket.Plain), Link: t.Link}
}

// TicketSystems are the words for where a ticket goes.
func TicketSystems() []string { return ticket.Keys() }
