package cli

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/handover"
)

// starts starts the window as the one before it does: what it is told, and what lies in its standard input. It gives what
// opened it, or what kept it from that.
func (d *desk) starts(h handover.Handover, stdin string) (got WindowOptions, opened error) {
	d.t.Helper()
	var out, errs bytes.Buffer
	e := d.env(nil, strings.NewReader(stdin), &out, &errs)
	get := e.Getenv
	e.Getenv = func(k string) string {
		if k == handover.Name {
			return h.String()
		}
		return get(k)
	}
	e.Display = func() bool { return true }
	e.Window = func(ctx context.Context, w WindowOptions) error {
		got = w
		if app.Closed(w.Options.Before.Start) != nil {
			return nil
		}
		a, end, err := Open(ctx, w.Options)
		if opened = err; err != nil {
			return nil
		}
		if page := a.Session.Status(); page.Problem != nil {
			d.t.Errorf("%+v", page.Problem)
		}
		return end()
	}
	if code := Run(d.t.Context(), e); code != command.ExitDone {
		d.t.Fatalf("exit %d %s", code, errs.String())
	}
	return got, opened
}

// The passphrase that a locked window hands over opens the profile, and is asked for once.
func TestAWindowIsUnlockedByWhatItIsHanded(t *testing.T) {
	const phrase = "sieben Äpfel im Fass"
	unlocked := handover.Handover{Start: handover.Unlocked}
	d := newDesk(t)
	d.startCloud(3)
	d.signIn()
	if got, err := d.starts(handover.Handover{}, ""); got.Options.Before != (handover.Handover{}) || err != nil {
		t.Errorf("%q, %v", got.Options.Before, err)
	}
	if _, err := d.starts(unlocked, ""); err != nil {
		t.Errorf("without a passphrase: %v", err)
	}
	d.must(d.typesInto(phrase+"\n", "passphrase"))
	if _, err := d.starts(unlocked, phrase); err != nil {
		t.Error(err)
	}
	for _, words := range []string{"", "acht Birnen im Fass"} {
		if _, err := d.starts(unlocked, words); err == nil || !strings.Contains(err.Error(), "passphrase is wrong") {
			t.Errorf("%q: %v", words, err)
		}
	}
	if _, err := d.starts(handover.Handover{}, phrase); err == nil {
		t.Error("standard input was read though nobody handed anything over")
	}
	for _, h := range []handover.Handover{{Start: handover.Locked}, {Start: handover.LockedPassphrase, Looks: handover.Looks{Language: "fr", Theme: "dark"}}} {
		if got, _ := d.starts(h, phrase); got.Options.Before != h {
			t.Errorf("%q became %q", h, got.Options.Before)
		}
	}
}
