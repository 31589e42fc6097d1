package contract_test

import (
	"encoding/json"
	"strings"
	"testing"

	"tenantry/app/contract"
	"tenantry/backend/partner"
)

func TestWhatALooserVersionKeptIsJudgedAgain(t *testing.T) {
	kept := partner.Post{HTML: `<p onclick="alert(1)">Mail is late<script>alert(1)</script><img src="https://evil.example/x"></p>`, Text: "Mail is late"}
	var c partner.Customer
	c.Health.Value.Services = []partner.Service{{ID: "Exchange", Issues: []partner.Issue{{ID: "EX1", Posts: []partner.Post{kept}}}}}
	c.Announcements.Value = []partner.Announcement{{ID: "MC1", Posts: []partner.Post{kept}}}
	for what, shown := range map[string]any{"health": contract.HealthReportOf(c), "announcements": contract.AnnouncementsOf(c)} {
		b, err := json.Marshal(shown)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ToLower(string(b))
		for _, foreign := range []string{"script", "onclick", "evil.example", "alert"} {
			if strings.Contains(text, foreign) {
				t.Errorf("%s hands over %q: %s", what, foreign, text)
			}
		}
		if !strings.Contains(text, "mail is late") {
			t.Errorf("%s lost the words: %s", what, text)
		}
	}
	if c.Announcements.Value[0].Posts[0].HTML != kept.HTML {
		t.Error("what is kept was changed: other readers share it")
	}
}
