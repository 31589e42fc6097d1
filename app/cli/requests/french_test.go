package requests

import (
	"bytes"
	"strings"
	"testing"

	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

func speaker(l message.Language) (io *term.IO, out, errs *bytes.Buffer) {
	out, errs = &bytes.Buffer{}, &bytes.Buffer{}
	return &term.IO{Out: out, Err: errs, Language: l}, out, errs
}

func TestTheListInFrench(t *testing.T) {
	io, out, errs := speaker("fr")
	at := "2026-03-05T12:00:00Z"
	o := &ListOptions{IO: io}
	err := o.print(contract.RequestPage{AsOf: &at, Total: 9, Unknown: 1, Requests: []contract.RequestRow{
		{ID: "630841849257855", Customer: "Contoso", Title: "Calls drop", State: "attention_needed", Severity: "critical"},
		{LocalID: "TNT-AAAAAA", Customer: "Fabrikam", Title: "Courrier en retard", State: "handed-off", Severity: "minimal"},
	}})
	if err != nil {
		t.Error(err)
	}
	const table = `
ÉTAT                     NUMÉRO           CLIENT    OBJET               GRAVITÉ   MIS À JOUR
▲ Attend votre réponse   630841849257855  Contoso   Calls drop          critique  jamais
⇗ Remise au portail      TNT-AAAAAA       Fabrikam  Courrier en retard  minime    jamais
`
	if strings.Join(strings.Fields(out.String()), " ") != strings.Join(strings.Fields(table), " ") {
		t.Errorf("%s", out)
	}
	want := "demandes affichées\u00a0: 2 sur 9, connues depuis le 05/03/2026 à 12:00:00\u00a0; les demandes ouvertes dans un portail Microsoft " +
		"peuvent manquer\u00a0; clients dont la liste n’a jamais été lue\u00a0: 1\n"
	if errs.String() != want {
		t.Errorf("%q\nwant %q", errs, want)
	}
}

func TestWhatIsWrittenHereInFrench(t *testing.T) {
	io, out, errs := speaker("fr")
	at := "2026-03-05T12:00:00Z"
	note := contract.OutgoingItem{RequestRow: contract.RequestRow{LocalID: "TNT-AAAAAA", TenantID: "id", Customer: "Contoso", State: "uncertain", Channel: "note", CreatedAt: &at},
		RequestID: "63", RequestTitle: "Calls drop", Note: "It works again.",
		History: []contract.OutgoingStep{{At: &at, Event: "queued", State: "queued"}, {At: &at, Event: "lost", State: "uncertain"}}}
	printNote(io, note)
	const page = `
Note        TNT-AAAAAA  ? À vérifier
Demande     63  Calls drop
Client      Contoso (id)
Rédigée le  05/03/2026, mise à jour~: jamais
Attend      elle est peut-être arrivée~: rien ne repart sans vérification chez Microsoft

It works again.

Historique
  05/03/2026 à 12:00:00  mise en attente → en attente d’envoi
  05/03/2026 à 12:00:00  réponse perdue → à vérifier
`
	if want := strings.ReplaceAll(strings.TrimPrefix(page, "\n"), "~", "\u00a0"); out.String() != want {
		t.Errorf("%s\nwant\n%s", out, want)
	}
	out.Reset()
	if err := (&OutboxOptions{IO: io}).print(contract.OutboxPage{OnTheirWay: 1, Elsewhere: 1, Requests: []contract.OutgoingItem{note}}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "note sur 63\u00a0: It works again.") {
		t.Errorf("%s", out)
	}
	if want := "En cours d’envoi\u00a0: 1\u00a0; brouillons\u00a0: 0\u00a0; requièrent votre action\u00a0: 0\n1 autre a été rédigée sous un autre compte partenaire.\n"; errs.String() != want {
		t.Errorf("%q", errs)
	}
}

func TestWhatOfTheOutboxIsDamagedOrElsewhereInFrench(t *testing.T) {
	io, _, errs := speaker("fr")
	o := &OutboxOptions{IO: io}
	damage := fault.New(fault.Corrupt, "store_outgoing_unreadable", "id", "TNT-AAAAAA")
	o.counts(contract.OutboxPage{Damaged: []contract.Problem{*contract.ProblemOfError(damage)}, Elsewhere: 1})
	want := "En cours d’envoi\u00a0: 0\u00a0; brouillons\u00a0: 0\u00a0; requièrent votre action\u00a0: 0\n" +
		"⚠ " + damage.Message.In("fr") + "\n1 autre a été rédigée sous un autre compte partenaire.\n"
	if errs.String() != want || damage.Message.In("fr") == damage.Message.String() {
		t.Errorf("%q\nwant %q", errs, want)
	}
}
