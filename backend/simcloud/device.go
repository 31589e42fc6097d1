package simcloud

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// deviceCode is POST /{tenant}/oauth2/v2.0/devicecode (api/facts.md 3.2).
func (c *Cloud) deviceCode(q *query) answer {
	form, _ := url.ParseQuery(string(q.body))
	if _, e := c.tenant(q.args[0]); e != nil {
		return e.answer(q)
	}
	if form.Get("client_id") != ClientID {
		return errUnknownApp.about(form.Get("client_id")).answer(q)
	}
	if _, e := c.parseScope(form.Get("scope")); e != nil {
		return e.answer(q)
	}
	user := strings.NewReplacer("0", "X", "O", "Y", "1", "Z", "I", "W").Replace(rand.Text()[:9])
	d := &device{user: user, scope: form.Get("scope"), until: q.at.Add(deviceLife)}
	if c.opts.AutoApprove {
		d.decided, d.approved, d.signedIn = true, true, c.changes.now()
	}
	name := "DAQABIQ" + rand.Text() + rand.Text()
	c.signIns.mu.Lock()
	c.signIns.begin(q.at)
	c.signIns.devices[name] = d
	c.signIns.mu.Unlock()
	page := q.base() + "/devicelogin"
	return jsonAnswer(http.StatusOK, map[string]any{
		"device_code": name, "user_code": user, "verification_uri": page,
		"expires_in": int(deviceLife.Seconds()), "interval": int(c.pollEvery().Seconds()),
		"message": "To sign in, use a web browser to open the page " + page + " and enter the code " + user + " to authenticate.",
	})
}

// pollEvery is the interval between polls. Who approves by himself need not make anybody wait.
func (c *Cloud) pollEvery() time.Duration {
	if c.opts.AutoApprove {
		return time.Second
	}
	return 5 * time.Second
}

// redeemDevice is one poll.
func (c *Cloud) redeemDevice(name string, at time.Time) (*device, *signInError) {
	c.signIns.mu.Lock()
	defer c.signIns.mu.Unlock()
	d := c.signIns.devices[name]
	if d == nil {
		return nil, errBadDevice.is()
	}
	early := !d.lastPoll.IsZero() && at.Sub(d.lastPoll) < c.pollEvery()-500*time.Millisecond
	d.lastPoll = at
	switch {
	case at.After(d.until):
		return nil, errDeviceOld.is()
	case d.decided && !d.approved:
		return nil, errDeclined.is()
	case d.approved:
		delete(c.signIns.devices, name)
		return d, nil
	case early:
		return nil, errSlowDown.is()
	}
	return nil, errPending.is()
}

// devicePage asks for the code; decideDevice takes the answer.
func (c *Cloud) devicePage(q *query) answer {
	return deviceLoginPage(q.opts.Get("user_code"), "")
}

func (c *Cloud) decideDevice(q *query) answer {
	form, _ := url.ParseQuery(string(q.body))
	typed := strings.ToUpper(strings.TrimSpace(form.Get("user_code")))
	c.signIns.mu.Lock()
	defer c.signIns.mu.Unlock()
	for _, d := range c.signIns.devices {
		if d.user != typed || d.decided || q.at.After(d.until) {
			continue
		}
		d.decided, d.approved, d.signedIn = true, form.Get("answer") != "decline", c.changes.now()
		if d.approved {
			return donePage("You are signed in", "You can close this page and go back to the program.")
		}
		return donePage("Sign-in declined", "The program was told. You can close this page.")
	}
	return deviceLoginPage(typed, "That code didn't work. Check it and try again.")
}
