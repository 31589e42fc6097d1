package azuresupport

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
)

func azureSays(code, more string) string {
	return `{"error":{"code":"` + code + `","message":"Azure says so."` + more + `}}`
}

// TestAFailedTicketSaysWhetherItMayBeThere is the promise that the outbox rests on: what is not Unsure
// was certainly not done.
func TestAFailedTicketSaysWhetherItMayBeThere(t *testing.T) {
	for name, tc := range map[string]struct {
		reply  func(http.ResponseWriter, *http.Request) error
		kind   fault.Kind
		unsure bool
		remedy fault.Remedy
		field  string
	}{
		"no sign-in":               {reply(401, azureSays("ExpiredAuthenticationToken", "")), fault.SignIn, false, fault.StepUp, ""},
		"another tenant's":         {reply(401, azureSays("InvalidAuthenticationTokenTenant", "")), fault.Denied, false, fault.CheckDelegation, ""},
		"no role":                  {reply(403, azureSays("AuthorizationFailed", "")), fault.Denied, false, fault.AzureRole, ""},
		"no role, no words":        {reply(403, ``), fault.Denied, false, fault.AzureRole, ""},
		"no subscription":          {reply(404, azureSays("SubscriptionNotFound", "")), fault.Invalid, false, fault.CorrectInput, "subscription"},
		"a disabled one":           {reply(409, azureSays("ReadOnlyDisabledSubscription", "")), fault.Invalid, false, fault.CorrectInput, "subscription"},
		"an unregistered one":      {reply(409, azureSays("MissingSubscriptionRegistration", "")), fault.Invalid, false, fault.OverPortal, "subscription"},
		"a locked one":             {reply(409, azureSays("ScopeLocked", "")), fault.Denied, false, fault.AskCustomer, ""},
		"no plan":                  {reply(400, azureSays("InvalidSupportPlan", "")), fault.Invalid, false, fault.OverPortal, ""},
		"the service":              {reply(400, azureSays("InvalidServiceId", "")), fault.Invalid, false, fault.CorrectInput, "service"},
		"the classification":       {reply(400, azureSays("BadRequest", `,"details":[{"code":"X","target":"properties.problemClassificationId"}]`)), fault.Invalid, false, fault.CorrectInput, "classification"},
		"the title, in words":      {reply(400, `{"error":{"code":"BadRequest","message":"The Title is too long"}}`), fault.Invalid, false, fault.CorrectInput, "title"},
		"something else":           {reply(400, azureSays("InvalidRequestContent", "")), fault.Invalid, false, fault.CorrectInput, ""},
		"too many":                 {reply(429, azureSays("TooManyRequests", ""), "Retry-After: 57"), fault.Throttled, false, fault.WaitAndRetry, ""},
		"the name is taken":        {reply(409, azureSays("Conflict", "")), fault.Conflict, true, fault.CompareAndChoose, ""},
		"a precondition":           {reply(412, ``), fault.Conflict, true, fault.CompareAndChoose, ""},
		"a time-out on their side": {reply(408, ``), fault.Upstream, true, fault.ReportUpstream, ""},
		"a failure":                {reply(500, azureSays("InternalServerError", "")), fault.Upstream, true, fault.ReportUpstream, ""},
		"a gateway":                {reply(502, `<html>`), fault.Upstream, true, fault.ReportUpstream, ""},
		"too busy":                 {reply(503, ``, "Retry-After: 9"), fault.Throttled, true, fault.WaitAndRetry, ""},
		"an odd success":           {reply(204, ``), fault.Upstream, true, fault.ReportUpstream, ""},
		"a redirect":               {reply(307, ``, "Location: "+ticketPath), fault.Upstream, true, fault.ReportUpstream, ""},
		"a lost answer":            {lost(errors.New("connection reset")), fault.Offline, true, fault.CheckNetwork, ""},
		"no line":                  {lost(fault.New(fault.Offline, "can't be reached")), fault.Offline, false, fault.CheckNetwork, ""},
		"no token":                 {lost(fault.New(fault.Consent, "not approved")), fault.Consent, false, fault.GrantConsent, ""},
	} {
		synctest.Test(t, func(t *testing.T) {
			c, asked := serve(t, func(w http.ResponseWriter, r *http.Request) error {
				w.Header().Set("x-ms-request-id", "the-request")
				return tc.reply(w, r)
			})
			for what, call := range map[string]func() error{
				"ticket":  func() error { _, err := c.CreateTicket(t.Context(), sample()); return err },
				"change":  func() error { return c.ChangeTicket(t.Context(), tenant, ticketPath, Change{Status: "closed"}) },
				"message": func() error { return c.AddCommunication(t.Context(), tenant, ticketPath, "key", "s", "b", "") },
			} {
				asked.asked = nil
				f, _ := fault.As(call())
				if f == nil || f.Kind != tc.kind || f.Unsure != tc.unsure || f.Remedy != tc.remedy || (f.Fields[tc.field].Key != "") != (tc.field != "") {
					t.Errorf("%s, %s: %+v", what, name, f)
				}
				if len(asked.asked) != 1 {
					t.Errorf("%s, %s: asked\n%s", what, name, asked.calls())
				}
				if f.Kind == fault.Throttled && !f.RetryAt.After(time.Now()) {
					t.Errorf("%s, %s: no time to try again", what, name)
				}
				if f.Err == nil && f.Kind != fault.Consent && f.Kind != fault.Offline && f.RequestID != "the-request" {
					t.Errorf("%s, %s: no request id", what, name)
				}
			}
		})
	}
}

const (
	operationHeader = "Azure-AsyncOperation: https://management.azure.com/op?api-version=2024-04-01"
	locationHeader  = "Location: https://management.azure.com/result?api-version=2024-04-01"
)

func TestATicketThatWasAcceptedIsInDoubtUntilItIsSeen(t *testing.T) {
	gone := reply(404, azureSays("ResourceNotFound", ""))
	accepted := reply(202, "", operationHeader, "Retry-After: 1")
	for name, steps := range map[string][]func(http.ResponseWriter, *http.Request) error{
		"polling is refused":         {accepted, reply(403, azureSays("AuthorizationFailed", ""))},
		"polling fails":              {accepted, reply(500, "")},
		"polling is lost":            {accepted, lost(errors.New("connection reset"))},
		"polling is not understood":  {accepted, reply(200, "<html>"), gone},
		"the operation is forgotten": {accepted, gone},
		"it never ends":              {accepted, reply(200, `{"status":"InProgress"}`)},
		"a word nobody knows":        {accepted, reply(200, `{"status":"Thinking"}`)},
		"it is done but not read":    {accepted, reply(200, `{"status":"Succeeded"}`), reply(500, "")},
		"it is done but not there":   {accepted, reply(200, `{"status":"Succeeded"}`), gone},
		"it failed, perhaps":         {accepted, reply(200, `{"status":"Failed","error":{"code":"BadRequest"}}`), reply(500, "")},
		"done at once, then lost":    {reply(201, made), lost(errors.New("connection reset"))},
		"done at once, about others": {reply(200, "<html>"), reply(200, `{"name":"another"}`)},
	} {
		synctest.Test(t, func(t *testing.T) {
			c, _ := serve(t, script(steps...))
			start := time.Now()
			_, err := c.CreateTicket(t.Context(), sample())
			if f, _ := fault.As(err); f == nil || !f.Unsure {
				t.Errorf("%s: %v", name, err)
			}
			if took := time.Since(start); took > finishLimit {
				t.Errorf("%s: gave up after %v", name, took)
			}
		})
	}
}

func TestAnOperationThatFailedIsCertainOnlyWhenTheTicketIsNotThere(t *testing.T) {
	failed := func(code string) func(http.ResponseWriter, *http.Request) error {
		return reply(200, `{"status":"Failed","error":{"code":"`+code+`","message":"No.","details":[{"code":"InvalidServiceId"}]}}`)
	}
	gone := reply(404, azureSays("ResourceNotFound", ""))
	accepted := reply(202, "", operationHeader)
	for code, kind := range map[string]fault.Kind{"BadRequest": fault.Invalid, "": fault.Invalid, "InternalServerError": fault.Upstream, "SubscriptionNotFound": fault.Invalid} {
		synctest.Test(t, func(t *testing.T) {
			c, _ := serve(t, script(accepted, failed(code), gone))
			_, err := c.CreateTicket(t.Context(), sample())
			if f, _ := fault.As(err); f == nil || f.Unsure || f.Kind != kind || code == "BadRequest" && f.Fields["service"].Key == "" {
				t.Errorf("%s: %+v", code, f)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		c, _ := serve(t, script(accepted, failed("BadRequest"), reply(200, made)))
		if r, err := c.CreateTicket(t.Context(), sample()); err != nil || r.Number != "119120321001170" {
			t.Error("it is there all the same: ", r, err)
		}
	})
}

func TestWhoIsNotWaitedForMayBeThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, end := range []func() (context.Context, context.CancelFunc){
			func() (context.Context, context.CancelFunc) { return context.WithTimeout(t.Context(), 3*time.Second) },
			func() (context.Context, context.CancelFunc) {
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(3*time.Second, cancel)
				return ctx, cancel
			},
		} {
			ctx, cancel := end()
			c, asked := serve(t, script(reply(202, "", operationHeader), reply(200, `{"status":"InProgress"}`)))
			start := time.Now()
			_, err := c.CreateTicket(ctx, sample())
			f, _ := fault.As(err)
			if f == nil || !f.Unsure || !errors.Is(err, ctx.Err()) || time.Since(start) != 3*time.Second {
				t.Errorf("%v after %v: %s", err, time.Since(start), asked.calls())
			}
			cancel()
			asked.asked = nil
			if _, err := c.CreateTicket(ctx, sample()); len(asked.asked) != 0 || fault.KindOf(err) == fault.Upstream {
				t.Errorf("sent although nobody waits: %v", err)
			}
		}
	})
}

func TestEveryPartThatAzureNamesIsAFieldWithItsOwnWords(t *testing.T) {
	c, _ := serve(t, reply(400, azureSays("BadRequest", `,"details":[{"code":"InvalidValue","target":"properties.title","message":"It is too long."},
		{"code":"InvalidValue","target":"properties.contactDetails.primaryEmailAddress","message":"It is no address."},{"code":"InvalidValue","target":"properties.severity"}]`)))
	_, err := c.CreateTicket(t.Context(), sample())
	f, _ := fault.As(err)
	if f == nil || f.Fields["title"].String() != "It is too long." || f.Fields["contactMail"].String() != "It is no address." || f.Fields["severity"].Key == "" || len(f.Fields) != 3 {
		t.Errorf("%+v", f)
	}
}

func TestAMessageWhoseAnswerIsNotAboutItMayBeThere(t *testing.T) {
	for _, body := range []string{"<html>", "", `{"name":"another"}`, `{}`} {
		c, _ := serve(t, reply(200, body))
		err := c.AddCommunication(t.Context(), tenant, ticketPath, "key", "s", "b", "")
		if f, _ := fault.As(err); f == nil || !f.Unsure || f.Kind != fault.Upstream {
			t.Errorf("%q: %+v", body, f)
		}
	}
}
