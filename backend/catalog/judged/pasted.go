package judged

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// pasted are texts that were copied from somewhere: they hold a domain, a tenant id or a name, and other things.
func pasted(seed uint64) Set {
	m := newMaker("pasted", seed)
	mails := lines("mails")
	for range 34 {
		for _, p := range pastes {
			f := m.fresh(pick(m.Rand, tongues))
			parts := append(strings.Fields(f.String()), strings.Fields(pick(m.Rand, formsOf(f.of.language)).ways[0])...)
			id := m.enrol(parts)
			c := m.Customers[len(m.Customers)-1]
			if id == "" {
				continue
			}
			m.ask(p.kind, p.make(m.Rand, c), id)
		}
		for range 2 {
			f := m.fresh(pick(m.Rand, tongues))
			name := f.String() + " " + pick(m.Rand, formsOf(f.of.language)).ways[0]
			id := m.customer(name)
			if m.IntN(2) == 0 {
				name = f.String()
			}
			m.ask("line of a mail", strings.Replace(pick(m.Rand, mails), "NAME", name, 1), id)
		}
	}
	set := m.done(420, func(_ Query, asked, name []string) bool { return hasAll(asked, name) })
	owners := map[string]int{}
	for _, c := range set.Customers {
		owners[c.Domain]++
	}
	set.Queries = slices.DeleteFunc(set.Queries, func(q Query) bool {
		i := slices.IndexFunc(set.Customers, func(c Customer) bool { return c.ID == q.Want })
		return owners[set.Customers[i].Domain] > 1
	})
	return set
}

// pastes make a text that somebody may paste who means a customer.
var pastes = []struct {
	kind string
	make func(r *rand.Rand, c Customer) string
}{
	{"mail address", func(r *rand.Rand, c Customer) string { return person(r) + "@" + c.Domain }},
	{"mail with name", func(r *rand.Rand, c Customer) string {
		return fmt.Sprintf("\"%s, %s\" <%s@%s>;", capital(invent(r)), capital(invent(r)), person(r), c.Domain)
	}},
	{"UPN", func(r *rand.Rand, c Customer) string { return person(r) + "@" + c.Initial }},
	{"guest UPN", func(r *rand.Rand, c Customer) string {
		return person(r) + "_gmail.com#EXT#@" + c.Initial
	}},
	{"URL", func(r *rand.Rand, c Customer) string {
		return pick(r, []string{"https://www.", "http://", "https://mail.", "www."}) + c.Domain + pick(r, []string{"", "/", "/contact?lang=en#top"})
	}},
	{"tenant id", func(r *rand.Rand, c Customer) string {
		return pick(r, []string{c.ID, strings.ToUpper(c.ID), "{" + c.ID + "}", strings.ReplaceAll(c.ID, "-", ""), "  " + c.ID + "\n"})
	}},
	{"admin center, id", func(r *rand.Rand, c Customer) string {
		return fmt.Sprintf(pick(r, []string{
			"https://admin.microsoft.com/?delegatedOrg=%s#/homepage",
			"https://entra.microsoft.com/%s#view/Microsoft_AAD_IAM/TenantOverview.ReactView",
			"https://login.microsoftonline.com/%s/oauth2/v2.0/authorize?prompt=login",
			"https://admin.exchange.microsoft.com/?tid=%s",
			"tenantId=%s; correlation lost",
		}), c.ID)
	}},
	{"SharePoint address", func(r *rand.Rand, c Customer) string {
		label, _, _ := strings.Cut(c.Initial, ".")
		return "https://" + label + pick(r, []string{".sharepoint.com/sites/Team", "-my.sharepoint.com/personal/x", "-admin.sharepoint.com"})
	}},
	{"line with mail address", func(r *rand.Rand, c Customer) string {
		return fmt.Sprintf("Von: %s@%s Gesendet: Montag, 2. Februar 2026 08:14", person(r), c.Domain)
	}},
}

// person is the part of an address before the sign.
func person(r *rand.Rand) string {
	return pick(r, []string{"jo.doe", "info", "anna", "m.santos", "it-support", "k.obrien2"})
}
