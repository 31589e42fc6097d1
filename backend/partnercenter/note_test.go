package partnercenter

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
)

const noteKey = "7a3f2f0e-3d0b-4e59-9a43-7f1d0f2c1b11"

func TestANoteIsSentAsDocumented(t *testing.T) {
	want := example(t, "partner-patch-servicerequest-note-request.json")
	answer := example(t, "partner-patch-servicerequest-note-response.json")
	for name, reply := range map[string]func(http.ResponseWriter){
		"the changed request": func(w http.ResponseWriter) { _, _ = w.Write([]byte(answer)) },
		"no content":          func(w http.ResponseWriter) { w.WriteHeader(204) },
		"nothing":             func(w http.ResponseWriter) { w.WriteHeader(200) },
	} {
		var body []byte
		c, asked := serve(t, func(w http.ResponseWriter, r *http.Request) {
			body, _ = io.ReadAll(r.Body)
			reply(w)
		})
		if err := c.AddNote(t.Context(), "616122292874576", "Sample Note", noteKey); err != nil {
			t.Fatal(name, err)
		}
		r := asked.asked[0]
		if len(asked.asked) != 1 || r.Method != "PATCH" || asked.urls()[0] != "/v1/servicerequests/616122292874576" ||
			r.Header.Get("MS-RequestId") != noteKey || r.Header.Get("Content-Type") != "application/json" || r.Header.Get("MS-Contract-Version") != "v1" {
			t.Errorf("%s: %s %s %v", name, r.Method, r.URL, r.Header)
		}
		var got, documented any
		if err := errors.Join(json.Unmarshal(body, &got), json.Unmarshal([]byte(want), &documented)); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(documented, got); d != "" {
			t.Error(name, d)
		}
	}
}

func TestAStatusIsSentAsTheDocumentedRequestWithNothingElseSet(t *testing.T) {
	var body []byte
	c, asked := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ = io.ReadAll(r.Body)
		w.WriteHeader(204)
	})
	if err := c.SetStatus(t.Context(), "616122292874576", "closed", noteKey); err != nil {
		t.Fatal(err)
	}
	var got, documented map[string]any
	if err := errors.Join(json.Unmarshal(body, &got), json.Unmarshal([]byte(example(t, "partner-patch-servicerequest-note-request.json")), &documented)); err != nil {
		t.Fatal(err)
	}
	documented["Status"], documented["NewNote"] = "closed", nil
	if d := cmp.Diff(documented, got); d != "" || asked.asked[0].Method != "PATCH" || asked.asked[0].Header.Get("MS-RequestId") != noteKey {
		t.Error(d)
	}
}

// TestAFailedNoteSaysWhetherItMayBeThere is the promise that the outbox rests on: what is not Unsure
// was certainly not done.
func TestAFailedNoteSaysWhetherItMayBeThere(t *testing.T) {
	reply := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "/v1/elsewhere")
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}
	}
	for name, tc := range map[string]struct {
		reply  http.HandlerFunc
		kind   fault.Kind
		unsure bool
	}{
		"wrong input":               {reply(400, `{"code":3000,"description":"Invalid property"}`), fault.Invalid, false},
		"no sign-in":                {reply(401, `{"code":900421}`), fault.SignIn, false},
		"no role":                   {reply(403, `{"code":2032}`), fault.Denied, false},
		"no such request":           {reply(404, `{"code":1000}`), fault.Missing, false},
		"withdrawn":                 {reply(410, ``), fault.Retired, false},
		"too many":                  {reply(429, `{"statusCode":429,"message":"Rate limit is exceeded."}`), fault.Throttled, false},
		"a time-out on their side":  {reply(408, ``), fault.Upstream, true},
		"a failure":                 {reply(500, `{"code":5000}`), fault.Upstream, true},
		"a gateway":                 {reply(502, `<html>`), fault.Upstream, true},
		"a gateway's time-out":      {reply(504, ``), fault.Upstream, true},
		"a success nobody promised": {reply(202, ``), fault.Upstream, true},
		"a redirect":                {reply(302, ``), fault.Upstream, true},
		"somebody's page":           {reply(200, `<html>Sign in to the hotel</html>`), fault.Upstream, true},
		"another request":           {reply(200, `{"id":"1001"}`), fault.Upstream, true},
	} {
		c, asked := serve(t, tc.reply)
		err := c.AddNote(t.Context(), "616122292874576", "Hello", noteKey)
		if f, _ := fault.As(err); f == nil || f.Kind != tc.kind || f.Unsure != tc.unsure || !strings.HasPrefix(err.Error(), "add a note: ") {
			t.Errorf("%s: %+v", name, f)
		}
		if len(asked.asked) != 1 {
			t.Errorf("%s: asked %d times", name, len(asked.asked))
		}
	}
}

type broken struct{ err error }

func (b broken) RoundTrip(*http.Request) (*http.Response, error) { return nil, b.err }

func TestANoteWhoseAnswerIsLostMayBeThere(t *testing.T) {
	sure := fault.New(fault.Offline, "can't be reached") // what the transport says when nothing was sent
	for name, tc := range map[string]struct {
		err    error
		unsure bool
	}{
		"lost":          {errors.New("connection reset"), true},
		"nothing sent":  {sure, false},
		"no token":      {fault.New(fault.SignIn, "signed out"), false},
		"nobody waited": {context.Canceled, true},
	} {
		c, _ := serve(t, nil)
		c.client = &http.Client{Transport: broken{tc.err}}
		err := c.AddNote(t.Context(), "616122292874576", "Hello", noteKey)
		if f, _ := fault.As(err); f == nil || f.Unsure != tc.unsure {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

func TestANoteThatCanNotBeAddressedIsNotSent(t *testing.T) {
	for _, tc := range [][2]string{{"../customers", noteKey}, {"", noteKey}, {"1/2", noteKey}, {"616122292874576", ""}, {"616122292874576", "x\r\ny"}} {
		c, asked := serve(t, always(``))
		err := c.AddNote(t.Context(), tc[0], "Hello", tc[1])
		if f, _ := fault.As(err); f == nil || f.Unsure || len(asked.asked) != 0 {
			t.Errorf("%q: %v, asked %v", tc, err, asked.urls())
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c, asked := serve(t, always(``))
	if err := c.AddNote(ctx, "616122292874576", "Hello", noteKey); !errors.Is(err, context.Canceled) || fault.KindOf(err) != "" || len(asked.asked) != 0 {
		t.Errorf("%v, asked %v", err, asked.urls())
	}
}

func TestARequestIsReadWithItsDescriptionAndWhen(t *testing.T) {
	c, _ := serve(t, always(`{"id":"1001","description":"It is down","notes":[{"createdByName":"Ann","text":"Hello"}]}`))
	r, err := c.Request(t.Context(), customerID, "1001")
	if err != nil || r.Description != "It is down" || !r.NotesAt.Equal(c.now()) || len(r.Notes) != 1 {
		t.Errorf("%+v %v", r, err)
	}
	c, _ = serve(t, always(`{"id":"1001","organization":{"id":"00000000-0000-0000-0000-000000000002"}}`))
	if r, err := c.Request(t.Context(), customerID, "1001"); fault.KindOf(err) != fault.Invalid {
		t.Errorf("another customer's request is taken for this one's: %+v %v", r, err)
	}
	c, _ = serve(t, always(`{"items":[{"id":"1001"}]}`))
	if list, err := c.CustomerRequests(t.Context(), customerID); err != nil || !list[0].NotesAt.IsZero() {
		t.Errorf("a list does not carry notes: %+v %v", list, err)
	}
}

func TestTheFirstUsableTicketLinkIsASupportLink(t *testing.T) {
	c, _ := serve(t, always(`{"totalCount":2,"items":[
		{"name":"Exchange","links":{"serviceTicket":{"uri":"https://portal.office.com/Partner/BeginClientSession.aspx?CTID=1&CSDEST=Support"}}},
		{"name":"Teams","links":{"serviceTicket":{"uri":"http://127.0.0.1:8123/support/x"}}},
		{"name":"Intune","links":{"serviceTicket":{"uri":"http://127.0.0.1:8123/support/x"}}}]}`))
	links, err := c.ManagedServices(t.Context(), customerID)
	if err != nil || len(links) != 1 || links[0].Portal != "support" || links[0].Source != "partnercenter" || links[0].URL != "http://127.0.0.1:8123/support/x" {
		t.Errorf("%+v %v", links, err)
	}
}
