package sync

import (
	"bytes"
	"testing"

	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// What failed at a customer is said in the language of the command line, and what Microsoft said as it said it.
func TestWhatFailedIsSaidInTheLanguageOfItsReader(t *testing.T) {
	denied := fault.Say(fault.Denied, message.Of("service_said", "problem", message.Of("service_denied", "service", "Azure"), "text", "No\x1b[2J"))
	r := contract.SyncReport{Customers: contract.SyncCustomers{Listed: 1, Failed: 1}, HTTP: contract.Traffic{Requests: 2},
		Failures: []contract.SyncFailure{{Name: "Contoso", Problem: *contract.ProblemOfError(denied)}}}
	for l, want := range map[message.Language]string{
		"en": "1 customer listed, 0 brought up to date, 1 failed, 0 removed; 2 requests, 0.0 MB\nNo customer’s health was read\n" +
			"  ⚠ Contoso: Azure denies access: No[2J: " + fault.AssignRole.CommandLine("").In("en") + "\n",
		"fr": "clients listés\u00a0: 1, mis à jour\u00a0: 0, en échec\u00a0: 1, retirés\u00a0: 0\u00a0; requêtes\u00a0: 2, 0,0\u00a0Mo\nAucun état de service lu\n" +
			"  ⚠ Contoso\u00a0: Azure refuse l’accès\u00a0: No[2J — " + fault.AssignRole.CommandLine("").In("fr") + "\n",
	} {
		var out bytes.Buffer
		(&Options{IO: &term.IO{Out: &out, Language: l}}).summary(r)
		if out.String() != want {
			t.Errorf("%s:\n%q\nwant\n%q", l, &out, want)
		}
	}
}
