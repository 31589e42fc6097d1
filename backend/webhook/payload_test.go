package webhook

import (
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"tenantry/backend/message"
	"tenantry/backend/partner"
)

const tenant = "11111111-2222-3333-4444-555555555555"

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// everyAlert is an alert of each kind, and of each thing that it may say, with a customer's name in whatever a person or a list wrote.
func everyAlert() (all []partner.Alert) {
	for _, k := range append(partner.AlertKinds(), "newer") {
		for _, next := range []string{"", "degraded", "outage", "ends", "grace", "deleted"} {
			for _, customers := range []int{1, 8} {
				all = append(all, partner.Alert{ID: string(k) + "-" + tenant, Kind: k, Next: next, TenantID: tenant, Name: "Contoso", Subject: "contoso-9",
					Title: "Contoso’s own at contoso.example", Service: serviceOf(k), Customers: customers, At: noon})
			}
		}
	}
	return all
}

// serviceOf is what stands as the service: Microsoft's name for it in health, whatever a list says elsewhere.
func serviceOf(k partner.AlertKind) string {
	if k == partner.AlertHealth {
		return "Exchange Online"
	}
	return "Contoso’s licence"
}

// names finds what would tell whose alert it is.
func names(text string) bool {
	text = strings.ToLower(text)
	return strings.Contains(text, "contoso") || strings.Contains(text, tenant)
}

// bodies are what a content makes of itself for each who listens.
func bodies(t *testing.T, c content, named bool) map[Kind]string {
	t.Helper()
	out := map[Kind]string{}
	for _, k := range Kinds() {
		b, err := c.as(Hook{Kind: k, Names: named}).body(k, "msg")
		if err != nil || !json.Valid(b) {
			t.Fatalf("%s: %v: %s", k, err, b)
		}
		out[k] = string(b)
	}
	return out
}

// No kind of alert, in no language, to nobody, alone or among others, names a customer unless the user said so.
func TestNoNameLeavesUnlessTheUserSaysSo(t *testing.T) {
	all := everyAlert()
	for _, l := range message.Languages() {
		for i, a := range all {
			for _, of := range [][]partner.Alert{{a}, append([]partner.Alert{a}, all[:i]...)} {
				c := written(of, Hook{}, l, noon)
				for _, wanted := range []bool{false, true} { // allowed later, it was written without
					for k, b := range bodies(t, c, wanted) {
						if names(b) {
							t.Errorf("%s %q to %s in %s: %s", a.Kind, a.Next, k, l, b)
						}
					}
				}
				withdrawn := written(of, Hook{Names: true}, l, noon) // allowed when it was written, and no more
				for k, b := range bodies(t, withdrawn, false) {
					if names(b) {
						t.Errorf("%s %q to %s in %s, withdrawn: %s", a.Kind, a.Next, k, l, b)
					}
				}
			}
			named := bodies(t, written([]partner.Alert{a}, Hook{Names: true}, l, noon), true)
			if !names(named[Generic]) || !strings.Contains(named[Generic], tenant) {
				t.Errorf("%s %q names nobody where it may: %s", a.Kind, a.Next, named[Generic])
			}
		}
	}
}

// The example of the handbook is what is really sent.
func TestTheExampleOfTheHandbookIsWhatIsSent(t *testing.T) {
	c := written([]partner.Alert{
		{ID: "health-EX123456", Kind: partner.AlertHealth, Subject: "EX123456", Title: "Users can’t send mail", Service: "Exchange Online", Level: partner.AlertCritical, Customers: 42},
		{ID: "access-" + tenant, Kind: partner.AlertAccess, TenantID: tenant, Name: "Contoso", Level: partner.AlertWarning, Customers: 1},
	}, Hook{}, message.English, noon)
	b, err := c.as(Hook{Kind: Generic}).body(Generic, "5f0c8f1e-1f0b-4a57-9d6b-2f4f3a0f6c11")
	if err != nil {
		t.Fatal(err)
	}
	handbook, err := os.ReadFile("../../docs/bad-morning.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(handbook), "```json\n")
	example, _, ended := strings.Cut(rest, "\n```")
	var want, got any
	if !found || !ended || json.Unmarshal([]byte(example), &want) != nil || json.Unmarshal(b, &got) != nil {
		t.Fatalf("the handbook has no example: %q", example)
	}
	w, _ := json.Marshal(want)
	if g, _ := json.Marshal(got); string(w) != string(g) {
		t.Errorf("the handbook says\n%s\nand is sent\n%s", w, g)
	}
}

func TestWhoListensGetsTheirOwnDocument(t *testing.T) {
	c := written([]partner.Alert{{ID: "health-EX1", Kind: partner.AlertHealth, Subject: "EX1", Title: "<!channel> [a](https://evil.example) & b", Customers: 3}}, Hook{}, "fr", noon)
	got := bodies(t, c, false)
	var slack struct{ Text string }
	if err := json.Unmarshal([]byte(got[Slack]), &slack); err != nil || slack.Text != "Nouvelle alerte\nEX1\u00a0: &lt;!channel&gt; [a](https://evil.example) &amp; b (3 clients)" {
		t.Errorf("%q, %v", slack.Text, err)
	}
	var teams struct {
		Type        string
		Attachments []struct {
			ContentType string
			Content     struct {
				Type, Version string
				Body          []struct {
					Type, Text string
					Inlines    []struct{ Type, Text string }
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(got[Teams]), &teams); err != nil || teams.Type != "message" || len(teams.Attachments) != 1 {
		t.Fatalf("%s, %v", got[Teams], err)
	}
	at := teams.Attachments[0]
	if at.ContentType != "application/vnd.microsoft.card.adaptive" || at.Content.Type != "AdaptiveCard" || at.Content.Version != "1.4" || len(at.Content.Body) != 2 ||
		at.Content.Body[0].Text != "Nouvelle alerte" || at.Content.Body[1].Type != "RichTextBlock" || at.Content.Body[1].Text != "" ||
		!strings.Contains(at.Content.Body[1].Inlines[0].Text, "[a](https://evil.example)") {
		t.Errorf("%+v", at)
	}
}

func TestAFirstSyncIsOneMessageOfABoundedSize(t *testing.T) {
	var all []partner.Alert
	for range 10_000 {
		all = append(all, partner.Alert{ID: "came", Kind: partner.AlertCame, TenantID: tenant, Name: strings.Repeat("Contoso ", 30)})
	}
	c := written(all, Hook{Names: true}, message.English, noon)
	for k, b := range bodies(t, c, true) {
		if len(b) > 64<<10 || k == Generic && !strings.Contains(b, `"count":10000`) {
			t.Errorf("%s: %d bytes", k, len(b))
		}
	}
}

// The vector of the convention's own libraries; a second computation of it by another program agreed.
func TestASignatureIsThatOfTheConvention(t *testing.T) {
	h := http.Header{}
	if err := sign(h, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", time.Unix(1614265330, 999), []byte(`{"test": 2432232314}`)); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp": "1614265330",
		"webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="} {
		if got := h.Get(name); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	for _, key := range []string{"", "whsec_", "whsec_!", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"} {
		if err := sign(http.Header{}, key, "a", noon, nil); err == nil {
			t.Errorf("it is signed with %q", key)
		}
	}
}
