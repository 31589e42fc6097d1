package simcloud

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"tenantry/backend/simcloud/world"
)

type batchReply struct {
	Responses []struct {
		ID      string
		Status  int
		Headers map[string]string
		Body    json.RawMessage
	}
}

func (c *client) batch(tenant, body string, status int) (b batchReply) {
	c.t.Helper()
	r := c.want(c.call(tenant, Graph, "POST", "/$batch", body, "Content-Type", "application/json"), status)
	if status == 200 {
		if err := json.Unmarshal(r.body, &b); err != nil {
			c.t.Fatal(err)
		}
	}
	return b
}

const fiveReads = `{"requests":[{"id":"org","method":"GET","url":"/organization","body":null},{"id":"dom","method":"GET","url":"domains"},
	{"id":"sku","method":"GET","url":"/subscribedSkus"},{"id":"sub","method":"GET","url":"/directory/subscriptions"},
	{"id":"health","method":"GET","url":"/admin/serviceAnnouncement/healthOverviews?$expand=issues"}]}`

func TestABatchAnswersEachMemberInAnyOrder(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	c.signIn()
	_, tenant := c.openCustomer()
	orders := map[string]bool{}
	for range 30 {
		order, ids := "", map[string]bool{}
		for _, r := range c.batch(tenant, fiveReads, 200).Responses {
			order += r.ID + " "
			ids[r.ID] = true
			if r.Status != 200 || r.Headers["Content-Type"] == "" || len(r.Body) < 20 {
				t.Errorf("%s: %d %v", r.ID, r.Status, r.Headers)
			}
		}
		if len(ids) != 5 {
			t.Fatalf("answers %v", ids)
		}
		orders[order] = true
	}
	if len(orders) < 2 {
		t.Error("always the same order")
	}
}

func TestABatchMayBeCompressed(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	c.signIn()
	_, tenant := c.openCustomer()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(fiveReads)); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	c.want(c.call(tenant, Graph, "POST", "/$batch", b.String(), "Content-Encoding", "gzip"), 200)
	c.want(c.call(tenant, Graph, "POST", "/$batch", "no gzip", "Content-Encoding", "gzip"), 400)
	c.want(c.call(tenant, Graph, "POST", "/$batch", strings.Repeat(" ", 1<<20+1)), 413)
}

func TestABadBatchIsRefusedWhole(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	c.signIn()
	one := func(id string) string { return `{"id":"` + id + `","method":"GET","url":"/organization"}` }
	many := make([]string, 21)
	for i := range many {
		many[i] = one(fmt.Sprint(i))
	}
	for name, requests := range map[string]string{
		"21 members": strings.Join(many, ","), "same id": one("a") + "," + one("A"), "no id": one(""), "none": "",
		"unknown dependency": `{"id":"1","method":"GET","url":"/organization","dependsOn":["2"]}`,
		"body without type":  `{"id":"1","method":"POST","url":"/organization","body":{"a":1}}`,
	} {
		t.Run(name, func(t *testing.T) { c.batch(TenantID, `{"requests":[`+requests+`]}`, 400) })
	}
	c.batch(TenantID, `no json`, 400)
	b := c.batch(TenantID, `{"requests":[{"id":"1","method":"GET","url":"/nothing"},{"id":"2","method":"GET","url":"/organization","dependsOn":["1"]},
		{"id":"3","method":"DELETE","url":"/organization"},{"id":"4","method":"POST","url":"/$batch"}]}`, 200)
	want := map[string]int{"1": 404, "2": 424, "3": 405, "4": 400}
	for _, r := range b.Responses {
		if r.Status != want[r.ID] {
			t.Errorf("member %s: %d, want %d", r.ID, r.Status, want[r.ID])
		}
	}
}

func TestMembersOfABatchAreThrottledOnTheirOwn(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	c.signIn()
	_, tenant := c.openCustomer()
	if err := c.cloud.Do(Event{Kind: "throttle", Count: 2, Seconds: 7}); err != nil {
		t.Fatal(err)
	}
	got := map[int]int{}
	for _, r := range c.batch(tenant, fiveReads, 200).Responses {
		got[r.Status]++
		if r.Status == 429 && r.Headers["Retry-After"] != "7" {
			t.Errorf("Retry-After %q", r.Headers["Retry-After"])
		}
	}
	if got[429] != 2 || got[200] != 3 {
		t.Errorf("statuses %v", got)
	}
}

// TestABatchHoldsWhatIsNoJSON: a number stands as it is, a file in base64, and what can't be asked is refused alone.
func TestABatchHoldsWhatIsNoJSON(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	var message world.Message
	i, tenant := customerWith(t, c.cloud, func(i int) bool {
		message = world.Message{}
		for _, m := range c.cloud.world.Messages(i) {
			if len(m.Attachments) > 0 {
				message = m
			}
		}
		return message.ID != "" && c.cloud.customers.Access(i) == world.Open
	})
	file := message.Attachments[0]
	const path = "/admin/serviceAnnouncement/messages"
	got := map[string]string{}
	for _, r := range c.batch(tenant, fmt.Sprintf(`{"requests":[{"id":"count","method":"GET","url":"%s/$count"},{"id":"file","method":"GET","url":"%s/%s/attachments/%s/content"},
		{"id":"bad","method":"GET","url":"/subscribedSkus?$top=1"},{"id":"pages","method":"GET","url":"%s","headers":{"Prefer":"odata.maxpagesize=1"}}]}`, path, path, message.ID, file.ID, path), 200).Responses {
		got[r.ID] = fmt.Sprint(r.Status, " ", string(r.Body), r.Headers["Preference-Applied"])
	}
	if want := fmt.Sprint("200 ", len(c.cloud.world.Messages(i))); got["count"] != want {
		t.Errorf("count: %s, want %s", got["count"], want)
	}
	if want := fmt.Sprintf("200 %q", base64.StdEncoding.EncodeToString([]byte(file.Content))); got["file"] != want {
		t.Errorf("file: %s, want %s", got["file"], want)
	}
	if !strings.HasPrefix(got["bad"], "400 ") || !strings.HasPrefix(got["pages"], "200 ") || !strings.HasSuffix(got["pages"], "odata.maxpagesize=1") {
		t.Errorf("bad: %s; pages: %s", got["bad"], got["pages"])
	}
}
