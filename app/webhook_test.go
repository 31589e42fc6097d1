package app

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// An alert that is announced arrives once, signed so that the receiver can check it, also while the window says nothing.
func TestAnAnnouncementArrivesAtTheWebhookOnceAndSigned(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, r, outage := hooked(t, o, "generic", false)
		key, err := a.Webhook.Renew()
		if err != nil {
			t.Fatal(err)
		}
		if err := a.Settings.Save(contract.Preferences{Announces: contract.Announcing{Off: true}}, []string{"announces"}); err != nil {
			t.Fatal(err)
		}
		outage("EX900")
		runs(t, a, time.Hour)
		got := r.rest()
		if len(got) != 1 {
			t.Fatalf("%d messages: %+v", len(got), got)
		}
		raw, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(key, "whsec_"))
		if err != nil {
			t.Fatal(err)
		}
		mac := hmac.New(sha256.New, raw)
		mac.Write([]byte(got[0].id + "." + got[0].stamp + "." + got[0].body))
		if want := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)); got[0].signature != want {
			t.Errorf("signed %s, not %s", got[0].signature, want)
		}
		var said struct {
			ID, At, Title, Link string
			Count               int
			Lines               []string
			Alerts              []map[string]any
		}
		if err := json.Unmarshal([]byte(got[0].body), &said); err != nil || said.ID != got[0].id || said.Count != 1 || len(said.Lines) != 1 || said.Lines[0] != "EX900: Mail is gone (8 customers)" ||
			said.Link != "tenantry:incident/EX900" || said.Alerts[0]["incidentId"] != "EX900" || said.Alerts[0]["customers"] != 8. {
			t.Errorf("%v: %s", err, got[0].body)
		}
		if _, err := time.Parse(time.RFC3339, said.At); err != nil {
			t.Error(err)
		}
		if w := messages(t, a); w.Waiting != 0 || len(w.Messages) != 1 || w.Messages[0].State != "sent" || w.Messages[0].SentAt == nil {
			t.Errorf("%+v", w)
		}
		if page, err := a.Outbox.List(); err != nil || page.Sent+page.OnTheirWay+page.Drafts+page.Elsewhere+len(page.Requests) != 0 {
			t.Errorf("a request is listed: %+v, %v", page, err)
		}
		stop(t, a)
		a = o.start(t)
		defer stop(t, a)
		runs(t, a, time.Hour)
		if again := r.rest(); len(again) != 0 {
			t.Errorf("after a start it came again: %+v", again)
		}
	})
}

// A server that fails is tried again, under the same name; what it asks to wait is waited.
func TestAWebhookThatFailsGetsTheSameMessageAgain(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, r, outage := hooked(t, o, "generic", false)
		defer stop(t, a)
		var at []time.Time
		r.answers(func(n int, w http.ResponseWriter) {
			at = append(at, time.Now())
			switch n {
			case 0:
				w.WriteHeader(http.StatusInternalServerError)
			case 1:
				w.Header().Set("Retry-After", "300")
				w.WriteHeader(http.StatusServiceUnavailable)
			case 2: // nobody knows whether it has it
				breaks(w)
			}
		})
		outage("EX900")
		runs(t, a, time.Hour)
		got := r.rest()
		if len(got) != 4 || got[0].id == "" || got[0].id != got[1].id || got[1].id != got[2].id || got[2].id != got[3].id || got[0].body != got[3].body || got[0].stamp == got[3].stamp {
			t.Fatalf("%d tries: %+v", len(got), got)
		}
		if wait := at[2].Sub(at[1]); wait < 300*time.Second || wait > 310*time.Second {
			t.Errorf("it was asked to be left alone for five minutes, and was for %s", wait)
		}
		if w := messages(t, a); w.Waiting != 0 {
			t.Errorf("%+v", w)
		}
	})
}

// Teams and Slack can't be asked what they have: what may have arrived is not sent again unless a person says so, and holds up nothing.
func TestWhatMayHaveArrivedAtTeamsWaitsForAPerson(t *testing.T) {
	for _, kind := range []string{"teams", "slack"} {
		inOffice(t, "small", func(t *testing.T, o *office) {
			a, r, outage := hooked(t, o, kind, false)
			r.answers(func(n int, w http.ResponseWriter) {
				if n == 0 {
					breaks(w)
				}
			})
			outage("EX900")
			runs(t, a, 25*time.Hour)
			if got := r.rest(); len(got) != 1 || got[0].signature != "" {
				t.Fatalf("%s got %+v", kind, got)
			}
			r.answers(func(int, http.ResponseWriter) {})
			outage("EX901")
			time.Sleep(time.Minute)
			if got := r.rest(); len(got) != 1 || !strings.Contains(got[0].body, "EX901") {
				t.Errorf("%s: what came after it: %+v", kind, got)
			}
			w := messages(t, a)
			last := w.Messages[len(w.Messages)-1]
			if w.Waiting != 1 || last.State != "uncertain" || last.Problem == nil || last.Problem.MessageKey != "webhook_uncertain" {
				t.Fatalf("%s: %+v", kind, w)
			}
			if _, err := a.Webhook.Retry(last.ID); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Minute)
			synctest.Wait()
			if got := r.rest(); len(got) != 1 || !strings.Contains(got[0].body, "EX900") {
				t.Errorf("%s: after a person said so: %+v", kind, got)
			}
			stop(t, a)
		})
	}
}

// Wherever the process ends, the message arrives: it was on disk before it left, and an alert that was announced right then is caught.
func TestAMessageOutlivesTheProcess(t *testing.T) {
	for where, end := range map[string]func(*testing.T, *App, *receiver, func(string)){
		"before it was sent": func(t *testing.T, a *App, _ *receiver, outage func(string)) { outage("EX900"); stop(t, a) },
		"between the announcement and the message": func(t *testing.T, a *App, _ *receiver, outage func(string)) {
			a.Alerts.announcer.hook = func([]partner.Alert) {}
			outage("EX900")
			stop(t, a)
		},
		"while it was sent": func(t *testing.T, a *App, r *receiver, outage func(string)) {
			r.answers(func(int, http.ResponseWriter) { time.Sleep(10 * time.Second) })
			outage("EX900")
			runs(t, a, time.Second)
			stop(t, a)
			if got := r.rest(); len(got) != 1 {
				t.Errorf("while it was sent: %+v", got)
			}
			r.answers(func(int, http.ResponseWriter) {})
		},
	} {
		inOffice(t, "small", func(t *testing.T, o *office) {
			a, r, outage := hooked(t, o, "generic", false)
			end(t, a, r, outage)
			for i := range 2 {
				a = o.start(t)
				announced(t, a)
				runs(t, a, time.Hour)
				if got := r.rest(); len(got) != 1-i || i == 0 && !strings.Contains(got[0].body, "EX900") {
					t.Errorf("%s, start %d: %+v", where, i, got)
				}
				stop(t, a)
			}
		})
	}
}

func TestWithoutANetworkAMessageIsHeldAndThenSent(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, r, outage := hooked(t, o, "slack", false)
		defer stop(t, a)
		r.turns(true)
		outage("EX900")
		runs(t, a, time.Hour)
		w := messages(t, a)
		if len(r.rest()) != 0 || w.Waiting != 1 || w.Messages[0].State != "blocked" || w.Messages[0].Problem.Kind != string(fault.Offline) {
			t.Fatalf("%+v", w)
		}
		r.turns(false)
		time.Sleep(11 * time.Minute)
		if got := r.rest(); len(got) != 1 || messages(t, a).Waiting != 0 {
			t.Errorf("%+v", got)
		}
	})
}

// What only a person can mend is said with its cause, without the address, and sent once it is mended.
func TestARefusedMessageWaitsForAnotherAddress(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, r, outage := hooked(t, o, "slack", false)
		r.answers(func(_ int, w http.ResponseWriter) {
			w.WriteHeader(http.StatusNotFound)
			_, _ = io.WriteString(w, "no /hooks/very-secret-path\n here "+strings.Repeat("x", 1<<20))
		})
		outage("EX900")
		runs(t, a, time.Hour)
		got := r.rest()
		w := messages(t, a)
		p := w.Messages[0].Problem
		if len(got) != 1 || w.Messages[0].State != "blocked" || p.MessageKey != "webhook_not_found" || p.RemedyKey != string(fault.CheckWebhook) ||
			!strings.Contains(p.Message, "(404: no … here xxx") || len(p.Message) > 320 {
			t.Fatalf("%d tries, %+v", len(got), p)
		}
		if said, _ := json.Marshal(w); strings.Contains(string(said), "very-secret") || w.Host != "example.com" || w.Ending != "path" {
			t.Errorf("%s", said)
		}
		r.answers(func(_ int, w http.ResponseWriter) {
			w.Header().Set("Location", hookAddress)
			w.WriteHeader(http.StatusFound)
		})
		if m, err := a.Webhook.Test(); err != nil || m.State != "blocked" || m.Problem.MessageKey != "webhook_redirect" {
			t.Errorf("a redirect: %+v, %v", m, err)
		}
		r.answers(func(int, http.ResponseWriter) {})
		r.rest()
		if _, err := a.Webhook.Set("slack", hookAddress+"2", false); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if got := r.rest(); len(got) != 1 || !strings.Contains(got[0].body, "EX900") {
			t.Errorf("%+v", got)
		}
		if m, err := a.Webhook.Test(); err != nil || m.State != "sent" || len(r.rest()) != 1 {
			t.Errorf("a test: %+v, %v", m, err)
		}
		r.turns(true)
		outage("EX901")
		time.Sleep(time.Second)
		if n, err := a.Webhook.Remove(); err != nil || n != 1 {
			t.Errorf("%d went with it, %v", n, err)
		}
		r.turns(false)
		outage("EX902")
		time.Sleep(time.Hour)
		if got := r.rest(); len(got) != 0 || messages(t, a).Kind != "" || len(messages(t, a).Messages) != 0 {
			t.Errorf("after it was removed: %+v", got)
		}
		stop(t, a)
	})
}

// On the wire there is no customer's name, domain or tenant id, unless the user said so.
func TestNoCustomerIsNamedOnTheWire(t *testing.T) {
	for _, named := range []bool{false, true} {
		inOffice(t, "small", func(t *testing.T, o *office) {
			r := o.listens(t)
			o.shell = &notified{}
			a := o.start(t)
			if _, err := a.Webhook.Set("generic", hookAddress, named); err != nil { // before anything was read: all that is found is sent
				t.Fatal(err)
			}
			o.signIn(t, a)
			if _, err := a.SyncNow(t.Context(), "", true, nil); err != nil {
				t.Fatal(err)
			}
			announced(t, a)
			runs(t, a, 10*time.Minute)
			wire := ""
			for _, d := range r.rest() {
				wire += strings.ToLower(d.body)
			}
			found := 0
			for _, c := range rows(t, a, contract.CustomerQuery{Limit: 500}) {
				for _, word := range []string{c.Name, c.TenantID, c.PrimaryDomain, c.InitialDomain} {
					if word != "" && strings.Contains(wire, strings.ToLower(word)) {
						found++
					}
				}
			}
			if len(wire) < 100 || (found > 0) != named {
				t.Errorf("named %v: %d names in %d bytes", named, found, len(wire))
			}
			stop(t, a)
		})
	}
}

// Nothing leaves but by https, and what is wiped is gone.
func TestAWebhookIsHTTPSAndGoesWithTheProfile(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, r, outage := hooked(t, o, "generic", false)
		for _, address := range []string{"http://example.com/x", "https://ada:pw@example.com/x", "https:///x", "nonsense"} {
			if _, err := a.Webhook.Set("generic", address, false); fault.KindOf(err) != fault.Invalid || strings.Contains(err.Error(), address) {
				t.Errorf("%s: %v", address, err)
			}
		}
		if _, err := a.Webhook.Set("teams", "", false); err != nil || messages(t, a).Ending != "path" {
			t.Errorf("the address stays: %v", err)
		}
		r.turns(true)
		outage("EX900")
		if n := messages(t, a).Waiting; n != 1 {
			t.Fatalf("%d wait", n)
		}
		if err := a.SignOut(t.Context(), true, true); err != nil {
			t.Fatal(err)
		}
		if w := messages(t, a); w.Kind != "" || len(w.Messages) != 0 {
			t.Errorf("%+v", w)
		}
		stop(t, a)
	})
}
