package contract

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
