package azuresupport

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestWhatIsPolledLiesOnAzuresOwnHost(t *testing.T) {
	const evil = "https://evil.test/op"
	for name, tc := range map[string]struct {
		headers []string
		want    string
	}{
		"the operation":        {[]string{operationHeader, locationHeader}, "/op" + version},
		"a relative address":   {[]string{"Azure-AsyncOperation: /op"}, "/op"},
		"the location":         {[]string{locationHeader}, "/result" + version},
		"a foreign operation":  {[]string{"Azure-AsyncOperation: " + evil, locationHeader}, "/result" + version},
		"a foreign location":   {[]string{"Location: " + evil}, ticketPath + version},
		"both foreign":         {[]string{"Azure-AsyncOperation: " + evil, "Location: //evil.test/x"}, ticketPath + version},
		"no encryption":        {[]string{"Location: http://management.azure.com/x"}, ticketPath + version},
		"a user name":          {[]string{"Location: https://me@management.azure.com/x"}, ticketPath + version},
		"another port":         {[]string{"Location: https://management.azure.com:8443/x"}, ticketPath + version},
		"no address":           {nil, ticketPath + version},
		"nothing like address": {[]string{"Location: ://"}, ticketPath + version},
	} {
		synctest.Test(t, func(t *testing.T) {
			c, asked := serve(t, script(reply(202, "", tc.headers...), reply(200, `{"status":"Succeeded"}`), reply(200, made)))
			if _, err := c.CreateTicket(t.Context(), sample()); err != nil || len(asked.asked) != 3 || asked.asked[1].url != tc.want {
				t.Errorf("%s: %v\n%s", name, err, asked.calls())
			}
		})
	}
}

func TestPollingWaitsAsLongAsAzureSaysAndElseLongerEachTime(t *testing.T) {
	running := `{"status":"InProgress"}`
	synctest.Test(t, func(t *testing.T) {
		c, asked := serve(t, script(
			reply(202, "", operationHeader, "Retry-After: 7"), // 7 s
			reply(202, "", "Retry-After: 8"),                  // 8 s
			reply(200, running, "Retry-After: 0"),             // never at once: 1 s
			reply(200, running),                               // as usual by now: 10 s
			reply(200, `{"status":"Succeeded"}`), reply(200, made)))
		if _, err := c.CreateTicket(t.Context(), sample()); err != nil {
			t.Fatal(err)
		}
		var waits []string
		for i, a := range asked.asked[1:] {
			waits = append(waits, a.at.Sub(asked.asked[i].at).Round(time.Second).String())
		}
		if got := strings.Join(waits, " "); got != "7s 8s 1s 10s 0s" {
			t.Error(got)
		}
	})
}

func TestALocationIsDoneWhenItNoLongerSaysAccepted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, asked := serve(t, script(reply(202, "", locationHeader), reply(202, ""), reply(202, ""), reply(200, made), reply(200, made)))
		if r, err := c.CreateTicket(t.Context(), sample()); err != nil || r.Number == "" || len(asked.asked) != 5 {
			t.Error(r, err, asked.calls())
		}
	})
}

func TestWithoutAnAddressTheTicketItselfIsLookedFor(t *testing.T) {
	gone := reply(404, azureSays("ResourceNotFound", ""))
	synctest.Test(t, func(t *testing.T) {
		c, asked := serve(t, script(reply(202, ""), gone, gone, reply(200, made), reply(200, made)))
		if r, err := c.CreateTicket(t.Context(), sample()); err != nil || r.Number == "" || len(asked.asked) != 5 {
			t.Error(r, err, asked.calls())
		}
	})
}
