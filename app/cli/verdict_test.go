package cli

import (
	"strings"
	"testing"

	"tenantry/app/cli/command"
	"tenantry/backend/simcloud"
)

// verdictOf is what `verdict --json` says, and its evidence by what it is of.
func verdictOf(t *testing.T, r result) (doc map[string]any, evidence map[string]map[string]any) {
	t.Helper()
	doc = has(t, "verdict", r.document(t), "verdict sentence evidence tookMillis triedAt hostsDated reached")
	evidence = map[string]map[string]any{}
	for _, e := range doc["evidence"].([]any) {
		one := has(t, "verdict.evidence[]", e, "what ok detail at")
		evidence[one["what"].(string)] = one
	}
	if ms := doc["tookMillis"].(float64); ms > 10_000 {
		t.Errorf("it took %v ms", ms)
	}
	return doc, evidence
}

// From the wire to the paper: all is well, then Microsoft has an outage at some customers, and says so.
func TestAnOutageThatMicrosoftAcknowledgesIsMicrosofts(t *testing.T) {
	d := newDesk(t)
	d.hasOutage(30, 5)
	r := d.must(d.types("verdict", "outlook", "--json"))
	doc, evidence := verdictOf(t, r)
	if doc["verdict"] != "microsoft" || !strings.Contains(doc["sentence"].(string), "acknowledges") || doc["triedAt"] == nil {
		t.Errorf("%s", r.out)
	}
	if evidence["incident EX900001"]["ok"] != false || evidence["host "+strings.TrimPrefix(d.at.Graph, "http://")]["ok"] != true {
		t.Errorf("%v", evidence)
	}
	paper := d.must(d.types("verdict", "exchange", "--language", "fr")).out
	if !strings.HasPrefix(paper, "✖ C’est Microsoft, qui reconnaît") || !strings.Contains(paper, "EX900001") {
		t.Errorf("%s", paper)
	}
	again, _ := verdictOf(t, d.must(d.types("verdict", "exchange", "--json")))
	if again["triedAt"] != doc["triedAt"] {
		t.Errorf("within thirty seconds it was tried again: %v, %v", again["triedAt"], doc["triedAt"])
	}
	untried, evidence := verdictOf(t, d.must(d.types("verdict", "teams", "--cached", "--json")))
	if untried["verdict"] == "healthy" || untried["triedAt"] != nil || evidence["probes"]["ok"] != false {
		t.Errorf("%v", untried)
	}
	if r := d.types("verdict", "minitel"); r.code != command.ExitUse || !strings.Contains(r.err, "exchange") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	if r := d.types("verdict", "--renew"); r.code != command.ExitUse {
		t.Errorf("a custom cloud's list is renewed: exit %d: %s", r.code, r.err)
	}
}

// The network is cut: it is ours, whatever Microsoft did, and said with the exit code of no network.
func TestACutNetworkIsOurs(t *testing.T) {
	d := newDesk(t)
	d.startCloud(5)
	d.signIn()
	_ = d.types("sync", "--json")
	d.happens(simcloud.Event{Kind: "link-cut"})
	r := d.types("verdict", "sharepoint", "--json")
	doc, evidence := verdictOf(t, r)
	if r.code != command.ExitOffline || doc["verdict"] != "network" || doc["reached"] != false {
		t.Errorf("exit %d: %s", r.code, r.out)
	}
	if evidence["host "+strings.TrimPrefix(d.at.Graph, "http://")]["ok"] != false {
		t.Errorf("%v", evidence)
	}
	if paper := d.types("verdict", "graph"); paper.code != command.ExitOffline || !strings.HasPrefix(paper.out, "⌂ It is our own network") {
		t.Errorf("exit %d: %s", paper.code, paper.out)
	}
}

// One customer takes our role away while the others are read.
func TestACustomerThatRefusesIsAlone(t *testing.T) {
	d := newDesk(t)
	d.startCloud(30)
	d.signIn()
	_ = d.types("sync", "--json")
	who := d.must(d.types("customers", "--health", "healthy", "--limit", "1", "--json")).document(t)["customers"].([]any)[0].(map[string]any)
	d.happens(simcloud.Event{Kind: "role-removed", TenantID: who["tenantId"].(string)})
	_ = d.types("sync", "--full", "--json")
	r := d.must(d.types("verdict", "azure", "--customer", who["tenantId"].(string), "--json"))
	doc, evidence := verdictOf(t, r)
	if doc["verdict"] != "customer" || !strings.Contains(doc["sentence"].(string), who["name"].(string)) || evidence["customer "+who["tenantId"].(string)]["ok"] != false {
		t.Errorf("%s", r.out)
	}
}
