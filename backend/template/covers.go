package template

import (
	"maps"
	"slices"
	"strings"

	"tenantry/backend/partner"
)

// families are the names under which one service goes. Words are bare; a family is named where all
// words of one of its names follow each other.
var families = map[string][]string{
	"exchange": {"exchange", "exo", "outlook", "owa"},
	"teams":    {"teams"},
	"entra": {"entra", "azure ad", "azure active directory", "aad", "active directory", "identity service", "identity services",
		"multi factor authentication", "multifactor authentication", "mfa"},
	"sharepoint":     {"sharepoint", "onedrive"}, // OneDrive's files are SharePoint's
	"intune":         {"intune", "mobile device management", "endpoint manager"},
	"defender":       {"defender"},
	"purview":        {"purview"},
	"engage":         {"viva engage", "yammer"},
	"power bi":       {"power bi", "fabric"},
	"power automate": {"power automate", "microsoft flow"},
	"power apps":     {"power apps", "powerapps"},
	"dynamics":       {"dynamics"},
	"windows 365":    {"windows 365", "cloud pc"},
	"copilot":        {"copilot"},
	"skype":          {"skype"},
	"planner":        {"planner"},
}

// generic are the words that most names of Microsoft's services share.
var generic = set("microsoft office online 365 suite the for service services")

// Covers says whether an open issue may be what a draft is about: an incident of the draft's product, or
// any issue whose title shares most of its words. An issue that the draft is linked to does not cover
// it: the user knows it already. Advisories are so many that the product alone says nothing.
func Covers(h partner.IssueHead, d partner.Draft) bool {
	if strings.EqualFold(strings.TrimSpace(d.IncidentID), h.ID) {
		return false
	}
	return !h.Advisory() && sameService(h.Service, d) || overlaps(h.Title, d.Title)
}

// sameService compares a service's name with the draft's product, or with what its title names where
// no product is chosen.
func sameService(service string, d partner.Draft) bool {
	product := d.Product
	if product == "" {
		product = d.ServiceName
	}
	title := product == ""
	if title {
		product = d.Title
	}
	a, b := familiesIn(service), familiesIn(product)
	if len(a) > 0 || len(b) > 0 || title {
		return slices.ContainsFunc(a, func(f string) bool { return slices.Contains(b, f) })
	}
	return slices.Equal(proper(service), proper(product))
}

// familiesIn lists the families that a text names.
func familiesIn(text string) []string {
	padded := " " + strings.Join(bare(text), " ") + " "
	var found []string
	for _, family := range slices.Sorted(maps.Keys(families)) {
		if slices.ContainsFunc(families[family], func(name string) bool { return strings.Contains(padded, " "+name+" ") }) {
			found = append(found, family)
		}
	}
	return found
}

// proper is a service's name without the words that most of them share.
func proper(name string) []string {
	return slices.DeleteFunc(bare(name), func(w string) bool { return generic[w] })
}

// overlaps says whether most of the shorter title's words are in the longer one. Titles of incidents
// are whole sentences; those of drafts are not.
func overlaps(a, b string) bool {
	x, y := matter(a), matter(b)
	n := common(x, y)
	return n >= 3 && float64(n) >= sameOver*float64(min(len(x), len(y)))
}
