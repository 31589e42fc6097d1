package login

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"strings"
	"time"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/page"
	"tenantry/backend/simcloud/world"
)

// deviceCode is POST /{tenant}/oauth2/v2.0/devicecode (api/facts.md 3.2).
func (p *Platform) deviceCode(q *httpd.Query) httpd.Answer {
	form, _ := url.ParseQuery(string(q.Content))
	tenant, e := p.directory(q.Args[0])
	if e != nil {
		return e.answer(q)
	}
	if form.Get("client_id") != world.ClientID {
		return errUnknownApp.about(form.Get("client_id")).answer(q)
	}
	if _, e := p.parseScope(form.Get("scope")); e != nil {
		return e.answer(q)
	}
	user := strings.NewReplacer("0", "X", "O", "Y", "1", "Z", "I", "W").Replace(rand.Text()[:9])
	d := &device{user: user, scope: form.Get("scope"), shows: shows(tenant, form.Get("claims")), until: q.At.Add(deviceLife)}
	if p.AutoApprove {
		d.decided, d.approved, d.signedIn = true, true, p.Tokens.SignIn(d.shows...)
	}
	name := "DAQABIQ" + rand.Text() + rand.Text()
	p.signIns.mu.Lock()
	p.signIns.begin(q.At)
	p.signIns.devices[name] = d
	p.signIns.mu.Unlock()
	address := q.Base() + "/devicelogin"
	return httpd.JSON(http.StatusOK, map[string]any{
		"device_code": name, "user_code": user, "verification_uri": address,
		"expires_in": int(deviceLife.Seconds()), "interval": int(p.pollEvery().Seconds()),
		"message": "To sign in, use a web browser to open the page " + address + " and enter the code " + user + " to authenticate.",
	})
}

// pollEvery is the interval between polls. Who approves by himself need not make anybody wait.
func (p *Platform) pollEvery() time.Duration {
	if p.AutoApprove {
		return time.Second
	}
	return 5 * time.Second
}

// redeemDevice is one poll.
func (p *Platform) redeemDevice(name string, at time.Time) (*device, *signInError) {
	p.signIns.mu.Lock()
	defer p.signIns.mu.Unlock()
	d := p.signIns.devices[name]
	if d == nil {
		return nil, errBadDevice.is()
	}
	early := !d.lastPoll.IsZero() && at.Sub(d.lastPoll) < p.pollEvery()-500*time.Millisecond
	d.lastPoll = at
	switch {
	case at.After(d.until):
		return nil, errDeviceOld.is()
	case d.decided && !d.approved:
		return nil, errDeclined.is()
	case d.approved:
		delete(p.signIns.devices, name)
		return d, nil
	case early:
		return nil, errSlowDown.is()
	}
	return nil, errPending.is()
}

// devicePage asks for the code; decideDevice takes the answer.
func (p *Platform) devicePage(q *httpd.Query) httpd.Answer {
	return deviceLoginPage(q.Params.Get("user_code"), "")
}

func (p *Platform) decideDevice(q *httpd.Query) httpd.Answer {
	form, _ := url.ParseQuery(string(q.Content))
	typed := strings.ToUpper(strings.TrimSpace(form.Get("user_code")))
	p.signIns.mu.Lock()
	defer p.signIns.mu.Unlock()
	for _, d := range p.signIns.devices {
		if d.user != typed || d.decided || q.At.After(d.until) {
			continue
		}
		d.decided, d.approved, d.signedIn = true, form.Get("answer") != "decline", 0
		if d.approved {
			d.signedIn = p.Tokens.SignIn(d.shows...)
			return page.Plain(http.StatusOK, "You are signed in", "You can close this page and go back to the program.")
		}
		return page.Plain(http.StatusOK, "Sign-in declined", "The program was told. You can close this page.")
	}
	return deviceLoginPage(typed, "That code didn't work. Check it and try again.")
}
