package cli

import (
	"strings"
	"testing"

	"tenantry/app/cli/command"
)

// From the wire to the clipboard: beside the user's two sentences a letter holds labels with what the cloud told.
func TestALetterAboutAnIncidentHoldsTheUsersWordsAndTheClouds(t *testing.T) {
	d := requestsDesk(t)
	first := d.must(d.types("incidents", "--json")).document(t)["incidents"].([]any)[0].(map[string]any)
	of := first["customers"].([]any)[0].(map[string]any)
	id := d.writes(of["tenantId"].(string), "--incident", first["id"].(string), "--channel", "portal",
		"--title", "Nobody gets mail", "--description", "Since nine nobody gets any.", "--severity", "moderate")
	text := d.must(d.types("requests", "send", id, "--no-browser", "--json")).document(t)["text"].(string)
	contact := d.outgoing(id)["draft"].(map[string]any)
	want := []string{"Nobody gets mail [" + id + "]", "Since nine nobody gets any.", "Product: " + first["service"].(string), "Severity: moderate",
		"Related incident: " + first["id"].(string) + ", " + first["title"].(string), "Contact: " + contact["contact"].(string) + ", " + contact["contactMail"].(string),
		"Customer: " + of["name"].(string), "Tenant ID: " + of["tenantId"].(string), "Our reference: " + id}
	var got []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			got = append(got, line)
		}
	}
	if a, b := strings.Join(got, "\n"), strings.Join(want, "\n"); a != b {
		t.Errorf("got\n%s\nwant\n%s", a, b)
	}
}

func TestATemplateThatNobodyAnsweredIsKeptAndNotQueued(t *testing.T) {
	d := requestsDesk(t)
	for _, args := range [][]string{{"--template", "builtin-mail-en"}, {"--template", "builtin-mail-fr", "--title", "T", "--description", "D"}} {
		r := d.types(append([]string{"requests", "new", d.customer(), "--channel", "portal", "--json"}, args...)...)
		doc := r.document(t)
		fields, _ := doc["error"].(map[string]any)["fields"].(map[string]any)
		if r.code != command.ExitUse || len(fields) == 0 || !strings.Contains(r.err, "{…}") || d.stateOf(doc["localId"].(string)) != "draft" {
			t.Errorf("%v: exit %d %s %v", args, r.code, r.err, fields)
		}
	}
}
