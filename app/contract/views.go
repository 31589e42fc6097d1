package contract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tenantry/backend/fault"
)

// SavedView is what a list of the window was narrowed to and sorted by, kept under a name.
type SavedView struct {
	List   string            `json:"list"` // the list's name, as in Preferences.Lists
	Name   string            `json:"name"` // one of a kind among those of its list, whatever the case of its letters
	Text   string            `json:"text"` // what is looked for
	Sort   string            `json:"sort"` // as in ListLook; empty: what fits best
	Desc   bool              `json:"desc"`
	Filter map[string]string `json:"filter"` // as in ListLook
}

// CustomerList is the name of the list of customers among the lists of the window.
const CustomerList = "customers"

// What is kept of views is bounded: of how many, of a name, of a text, of one filter.
const (
	mostViews   = 100
	mostName    = 64  // characters
	mostText    = 512 // characters
	mostFilters = 32
)

// CustomerQuery is what a view of the list of customers asks: all rows of it.
func (v SavedView) CustomerQuery() CustomerQuery {
	yes := func(field string) bool { return v.Filter[field] == "true" }
	return CustomerQuery{Text: v.Text, Sort: v.Sort, Desc: v.Desc, Health: v.Filter["health"], Tag: v.Filter["tag"],
		Attention: yes("attention"), Problem: yes("problem"), Favourite: yes("favourite"), Without: yes("without")}
}

// ViewNamed is the view of a list that is called so, whatever the case of its letters.
func (p Preferences) ViewNamed(list, name string) (SavedView, bool) {
	for _, v := range p.Views {
		if v.List == list && strings.EqualFold(v.Name, strings.TrimSpace(name)) {
			return v, true
		}
	}
	return SavedView{}, false
}

// checkViews refuses views that can't be told apart, or shown in a line.
func checkViews(views []SavedView) error {
	if len(views) > mostViews {
		return fault.New(fault.Invalid, "setting_views_many")
	}
	seen := map[string]bool{}
	for _, v := range views {
		if !inALine(v.Name, mostName) {
			return fault.New(fault.Invalid, "setting_view_name")
		}
		if v.List == "" || len(v.Filter) > mostFilters || utf8.RuneCountInString(v.Text) > mostText {
			return fault.New(fault.Invalid, "program_preferences")
		}
		key := v.List + " " + strings.ToLower(v.Name)
		if seen[key] {
			return fault.New(fault.Invalid, "setting_view_twice", "name", v.Name)
		}
		seen[key] = true
	}
	return nil
}

// inALine says whether a name can be told in a line: not empty, no longer than that, with nothing around it.
func inALine(name string, most int) bool {
	return name != "" && name == strings.TrimSpace(name) && utf8.RuneCountInString(name) <= most && !strings.ContainsFunc(name, unicode.IsControl)
}

// ListLook is how a list of the window is looked at. What is empty is as at first.
type ListLook struct {
	Order  []string          `json:"order"`  // its columns from first to last, hidden ones among them
	Hidden []string          `json:"hidden"` // columns that are not shown
	Widths map[string]int    `json:"widths"` // of columns that were made wider or narrower, in px
	Sort   string            `json:"sort"`   // in the words of the list's query
	Desc   bool              `json:"desc"`
	Filter map[string]string `json:"filter"` // what narrows it, by the fields of its query; what is yes or no is "true"
	View   string            `json:"view"`   // the saved view that is shown in the place of Sort, Desc and Filter; empty: none
}

// Size counts what is kept of it.
func (l ListLook) Size() int { return len(l.Order) + len(l.Hidden) + len(l.Widths) + len(l.Filter) }
