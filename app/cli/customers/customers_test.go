package customers

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// speaker collects what is said in a language.
func speaker(l message.Language) (o *term.IO, out, errs *bytes.Buffer) {
	out, errs = &bytes.Buffer{}, &bytes.Buffer{}
	return &term.IO{Out: out, Err: errs, Language: l, Width: 200}, out, errs
}

func problem() *contract.Problem {
	return contract.ProblemOf(&fault.Problem{Kind: fault.Denied, Message: "your account has no access to this tenant",
		Remedy: fault.CheckDelegation, Said: message.Of("signin_no_access")})
}

func TestTheListInFrench(t *testing.T) {
	o, out, errs := speaker("fr")
	at, two := "2026-03-05T12:00:00Z", 2
	page := contract.CustomerPage{AsOf: &at, Total: 3, Customers: []contract.CustomerRow{
		{Name: "Köln Bau GmbH", DisplayDomain: "koelnbau.de", Health: "outage", OpenIssues: 1, OpenRequests: &two},
		{Name: "Pêcheries Gaspé", DisplayDomain: "gaspe.example", Health: "unknown", Problem: problem()},
	}}
	if err := Print(o, page); err != nil {
		t.Fatal(err)
	}
	const table = `
NOM              DOMAINE PRINCIPAL  ÉTAT DU SERVICE    DEMANDES  MIS À JOUR
Köln Bau GmbH    koelnbau.de        ⛔ Interruption 1  2         jamais
Pêcheries Gaspé  gaspe.example      ? Inconnu          ?         jamais  ⚠ votre compte n’a pas accès à ce locataire
`
	if out.String() != strings.TrimPrefix(table, "\n") {
		t.Errorf("%s", out)
	}
	if want := "clients affichés\u00a0: 2 sur 3, liste du 05/03/2026 à 12:00:00\n"; errs.String() != want {
		t.Errorf("%q, want %q", errs, want)
	}
}

func TestACustomerInFrench(t *testing.T) {
	io, out, _ := speaker("fr")
	ends := time.Date(2020, 11, 26, 0, 0, 0, 0, time.UTC)
	d := contract.CustomerDetails{CustomerRow: contract.CustomerRow{Name: "Contoso", TenantID: "id", PrimaryDomain: "contoso.com", DisplayDomain: "contoso.com", Health: "healthy"},
		Subscriptions: []partner.Subscription{{Name: "Microsoft 365 E3", Used: -1, Total: 5, Status: "suspended", RenewsAt: ends, Next: partner.NextDeleted}},
		Delegations:   []partner.Delegation{{Name: "Support", Kind: "gdap", Status: "expiring", EndsAt: ends}},
		Freshness:     map[string]contract.Freshness{"health": {Problem: problem()}}}
	(&ShowOptions{IO: io}).page(d)
	for _, want := range []string{
		"\nID de locataire   id\n", "\nDomaine principal contoso.com\n", "\nÉtat du service   ✔ Sain (jamais)\n",
		"\nAbonnement        Microsoft 365 E3  ?/5  suspendu  désactivé, suppression attendue le 26/11/2020\n",
		"\nAdm. déléguée     Support  granulaire (GDAP)  expire bientôt  fin 26/11/2020  \n",
		"\n· état            jamais lu\u00a0; ⚠ votre compte n’a pas accès à ce locataire — vérifiez dans l’Espace partenaires que ",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing:\n%s", want, out)
		}
	}
}

// The domain keeps the services' words in lower case (partner.Subscription, partner.Delegation): a list of them that
// is written otherwise would never be found.
func TestTheWordsOfAStatusAreThoseThatAreKept(t *testing.T) {
	for _, words := range []map[string]string{subscriptionStatuses, delegationStatuses, delegationKinds} {
		for word := range words {
			if word != strings.ToLower(word) {
				t.Errorf("%s is never kept so", word)
			}
		}
	}
}

// Who was never read has no issues that anybody knows of, which is not none.
func TestWhatWasNeverReadIsNoNumber(t *testing.T) {
	o, _, _ := speaker("en")
	at := "2026-03-05T12:00:00Z"
	for _, c := range columns(o) {
		if c.Name != "openIssues" && c.Name != "openRequests" {
			continue
		}
		none := 0
		if never, read := c.Data(contract.CustomerRow{}), c.Data(contract.CustomerRow{HealthAsOf: &at, OpenRequests: &none}); never != "" || read != "0" {
			t.Errorf("%s: never read %q, read %q", c.Name, never, read)
		}
	}
}

func TestTheSearchSaysWhyACustomerWasFound(t *testing.T) {
	at := "2026-03-05T12:00:00Z"
	page := contract.CustomerPage{AsOf: &at, Total: 3, Customers: []contract.CustomerRow{
		{Name: "Contoso", DisplayDomain: "contoso.com", Health: "healthy",
			Match: &contract.Match{Field: "request", Text: "2412050040001234: Outlook is down", Target: "2412050040001234"}},
		{Name: "Fabrikam", DisplayDomain: "fabrikam.com", Health: "healthy", Match: &contract.Match{Field: "name", Text: "Fabrikam", Missing: []string{"ost"}}},
		{Name: "Litware", DisplayDomain: "litware.com", Health: "healthy", Match: &contract.Match{Field: "alias", Text: "Old Litware", Weak: true}},
	}}
	for language, want := range map[message.Language]string{
		"en": `
NAME      PRIMARY DOMAIN  HEALTH     REQUESTS  UPDATED  FOUND BY
Contoso   contoso.com     ✔ Healthy  ?         never    Request 2412050040001234: Outlook is down
Fabrikam  fabrikam.com    ✔ Healthy  ?         never    not found: ost
Litware   litware.com     ✔ Healthy  ?         never    Other name: Old Litware, only similar
`,
		"fr": `
NOM       DOMAINE PRINCIPAL  ÉTAT DU SERVICE  DEMANDES  MIS À JOUR  TROUVÉ PAR
Contoso   contoso.com        ✔ Sain           ?         jamais      Demande 2412050040001234: Outlook is down
Fabrikam  fabrikam.com       ✔ Sain           ?         jamais      introuvable : ost
Litware   litware.com        ✔ Sain           ?         jamais      Autre nom : Old Litware, seulement ressemblant
`} {
		o, out, _ := speaker(language)
		if err := (&SearchOptions{IO: o}).print(page); err != nil {
			t.Fatal(err)
		}
		if got := strings.ReplaceAll(out.String(), "\u00a0", " "); got != strings.TrimPrefix(want, "\n") {
			t.Errorf("%s", got)
		}
	}
	o, out, _ := speaker("en")
	o.Listing.CSV, o.Listing.Columns = true, []string{"name", "matchField", "match"}
	if err := (&SearchOptions{IO: o}).print(page); err != nil || !strings.Contains(out.String(), "Contoso,request,2412050040001234: Outlook is down") {
		t.Errorf("%s %v", out, err)
	}
	names := contract.CustomerPage{AsOf: &at, Total: 1, Customers: []contract.CustomerRow{{Name: "Contoso", Match: &contract.Match{Field: "name", Text: "Contoso"}}}}
	o, out, _ = speaker("en")
	if err := (&SearchOptions{IO: o}).print(names); err != nil || strings.Contains(out.String(), "FOUND BY") {
		t.Errorf("a name that is found needs no column that says so: %s %v", out, err)
	}
	o, _, errs := speaker("en")
	if err := (&SearchOptions{IO: o}).print(contract.CustomerPage{AsOf: &at}); err != nil || !strings.Contains(errs.String(), "phone numbers") {
		t.Errorf("nothing found says %q, %v", errs, err)
	}
}
