package graph

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func messageCenter(t *testing.T, r reply) *partner.Observed[[]partner.Announcement] {
	t.Helper()
	c, asked := serve(t, always(batchOf(r)))
	got := partner.AnnouncementsPart.In(c.ReadOpened(t.Context(), contosoID))
	if got == nil || len(asked.asked) != 1 {
		t.Fatalf("%+v after %v", got, asked.asked)
	}
	return got
}

func TestTheMessageCenterIsReadNewestFirstAndSanitised(t *testing.T) {
	got := messageCenter(t, ok("messages", `{"value":[
		{"id":"MC1","title":"Old","category":"StayInformed","severity":"Normal","services":["Exchange Online"],"lastModifiedDateTime":"2026-01-01T00:00:00Z",
		 "actionRequiredByDateTime":null,"body":{"contentType":"Html","content":"<p>Text<script>alert(1)</script></p>"}},
		{"id":"MC2","title":"New","category":"planForChange","isMajorChange":true,"lastModifiedDateTime":"2026-02-01T00:00:00Z",
		 "actionRequiredByDateTime":"2026-04-01T00:00:00Z","body":{"contentType":"text","content":"a < b"}},
		{"id":"MC3","title":"Unknown word","category":"SomethingNew","lastModifiedDateTime":null,"body":null}]}`))
	list := got.Value
	if len(list) != 3 || list[0].ID != "MC2" || list[1].ID != "MC1" || list[2].ID != "MC3" {
		t.Fatalf("%+v", list)
	}
	if a := list[0]; a.Category != "planForChange" || !a.Major || a.ActionBy.Month() != time.April || a.Posts[0].HTML != "a &lt; b" {
		t.Errorf("%+v", a)
	}
	if a := list[1]; a.Category != "stayInformed" || a.Severity != "normal" || !a.ActionBy.IsZero() || a.Posts[0].HTML != "<p>Text</p>" || a.Posts[0].Text != "Text" {
		t.Errorf("%+v", a)
	}
	if a := list[2]; a.Category != "SomethingNew" && a.Category != "somethingNew" {
		t.Errorf("a word that nobody knows is lost: %+v", a)
	}
}

func TestAMessageCenterThatIsRefusedSaysSo(t *testing.T) {
	got := messageCenter(t, failing("messages", 403, nil))
	if got.Known() || got.Problem == nil || got.Problem.Kind != fault.Denied {
		t.Errorf("%+v", got)
	}
	var c partner.Customer
	c.Absorb(partner.Reading{partner.AnnouncementsPart.Tell(*got)}, noon(), noon())
	if c.Summary().Problem() != nil {
		t.Error("a consent of before the message center makes every customer one with a problem")
	}
}

func TestNoMoreThanTheNewestMessagesAreKept(t *testing.T) {
	var rows []string
	for i := range maxAnnouncements + 50 {
		at := noon().Add(time.Duration(i) * time.Hour).Format(time.RFC3339)
		rows = append(rows, `{"id":"MC`+at+`","lastModifiedDateTime":"`+at+`"}`)
	}
	got := messageCenter(t, ok("messages", `{"value":[`+strings.Join(rows, ",")+`]}`)).Value
	if len(got) != maxAnnouncements || !got[0].UpdatedAt.Equal(noon().Add((maxAnnouncements+49)*time.Hour)) {
		t.Errorf("%d kept, the first of %s", len(got), got[0].UpdatedAt)
	}
}

func TestAnAnnouncementIsItsOwnJSONShape(t *testing.T) {
	b, err := json.Marshal(partner.Announcement{ID: "MC1", UpdatedAt: noon(), Posts: []partner.Post{{Text: "x"}}})
	const want = `{"id":"MC1","title":"","services":[],"category":"","severity":"","major":false,"posts":[{"at":null,"text":"x","html":""}],"actionBy":null,"startsAt":null,"updatedAt":"`
	if err != nil || !strings.HasPrefix(string(b), want) {
		t.Errorf("%s, %v", b, err)
	}
}
