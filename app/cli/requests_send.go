package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/contract"
	"tenantry/backend/fault"
)

func (st *state) requestsSendCmd() *cobra.Command {
	var noBrowser bool
	c := st.command("send [LOCALID]", "send what waits; with LOCALID: hand a Microsoft 365 request off, to be filed on the support page",
		argsBetween(0, 1, "LOCALID"), func(ctx context.Context, args []string) error {
			if len(args) == 0 {
				return st.with(func(s session) error { return st.send(ctx, s) })
			}
			return st.withWritten(args[0], func(s session, i contract.OutgoingItem) error { return st.handOff(s, i, noBrowser) })
		})
	c.Flags().BoolVar(&noBrowser, "no-browser", false, "with LOCALID: print the support page's address only")
	return example(c, "tenantry requests send", "tenantry requests send TNT-7F3K2M --no-browser")
}

// send sends what can go and says what became of it: the exit code tells what is left.
func (st *state) send(ctx context.Context, s session) error {
	last := map[string]string{}
	page, err := s.SendNow(ctx, func(i contract.OutgoingItem) {
		if last[i.LocalID] == i.State {
			return
		}
		last[i.LocalID] = i.State
		st.note("%s  %s  %s  %s%s", i.LocalID, requestSign(i.State), clean(i.Customer), clean(oneLine(i.Title)), flags(i.ID != "", "  "+clean(i.ID)))
	})
	if err != nil {
		return err
	}
	left := unsent(page)
	st.code = sendCode(left)
	if st.json {
		return st.print(page)
	}
	now := time.Now()
	if len(left) == 0 {
		st.say("Everything that can go by itself is sent.")
	} else {
		st.say("%d could not be sent yet; they stay in the outbox:", len(left))
	}
	for _, i := range left {
		st.say("  %s  %s  %s: %s", i.LocalID, requestSign(i.State), clean(oneLine(i.Title)), clean(waitsFor(i, now)))
	}
	for _, i := range page.Requests {
		if i.Channel == "portal" && i.State == "queued" {
			st.say("  %s  %s  is to be handed off: tenantry requests send %s", i.LocalID, clean(oneLine(i.Title)), i.LocalID)
		}
	}
	return nil
}

// unsent is what should have gone by itself and did not.
func unsent(p contract.OutboxPage) []contract.OutgoingItem {
	var out []contract.OutgoingItem
	for _, i := range p.Requests {
		switch i.State {
		case "blocked", "rejected", "uncertain", "sending":
			out = append(out, i)
		case "queued":
			if i.Channel != "portal" {
				out = append(out, i)
			}
		}
	}
	return out
}

// sendCode makes the exit code of what is left: no network and no sign-in are said before the rest,
// because they are what keeps the rest, too.
func sendCode(left []contract.OutgoingItem) int {
	code := exitDone
	for _, i := range left {
		kind := ""
		if i.Problem != nil && i.State != "rejected" {
			kind = i.Problem.Kind
		}
		switch {
		case kind == string(fault.Offline):
			return exitOffline
		case kind == string(fault.SignIn):
			code = exitSignIn
		case code == exitDone:
			code = exitPart
		}
	}
	return code
}

// handOff gives a request to the person who files it: the page and the text.
func (st *state) handOff(s session, i contract.OutgoingItem, noBrowser bool) error {
	if undecided(i) {
		return detailedError{advice: waitsFor(i, time.Now()), error: fault.New(fault.Invalid, i.LocalID+" is a draft, and its channel is not chosen yet")}
	}
	if i.Channel != "portal" {
		return detailedError{advice: "see: tenantry requests send, without a local id",
			error: fault.New(fault.Invalid, i.LocalID+" goes out by itself; only Microsoft 365 requests are handed off")}
	}
	open := st.env.Width > 0 && !noBrowser
	h, err := s.Outbox.HandOff(i.LocalID, open)
	if err != nil {
		return fmt.Errorf("hand %s off: %w", i.LocalID, err)
	}
	if open && !h.Opened { // there is no window that does it
		err := app.OpenBrowser(h.URL)
		h.Opened = err == nil
		if err != nil {
			st.note("tenantry: %s", clean(oneLine(contract.FailureOf(err).Message)))
		}
	}
	if st.json {
		return st.print(h)
	}
	st.say("%s", clean(h.URL))
	st.say("")
	st.say("%s", cleanText(strings.TrimRight(h.Text, "\n")))
	st.note("File this text on the page above, and keep the mark in the title: by it the next sync finds the request.\nOr enter its number: tenantry requests filed %s NUMBER", h.Item.LocalID)
	return nil
}
