package mailing_test

import (
	"errors"
	"testing"
	"time"

	"tenantry/backend/mailing"
	"tenantry/backend/partner"
)

// told is the log of an incident's customer "a", a template a telling; "back" takes one back.
func told(t *testing.T, templates ...string) mailing.Told {
	t.Helper()
	out, err := mailing.ToldOf("EX1", func(yield func(partner.Telling, error) bool) {
		for n, name := range templates {
			one := partner.Telling{At: start.Add(time.Duration(n) * time.Minute), TenantID: "a", Incident: "EX1", Template: name}
			if name == "back" {
				one.Template, one.Back = "", true
			}
			other := one
			other.Incident, other.Template, other.Back = "EX2", mailing.First, false
			if !yield(one, nil) || !yield(other, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestWhatACustomerNeedsFollowsFromWhatItWasTold(t *testing.T) {
	for _, c := range []struct {
		told       []string
		resolved   bool
		last, next string
	}{
		{nil, false, "", mailing.First},
		{nil, true, "", mailing.Resolved},
		{[]string{"first"}, false, "first", mailing.Update},
		{[]string{"first"}, true, "first", mailing.Resolved},
		{[]string{"first", "update"}, false, "update", mailing.Update},
		{[]string{"first", "back"}, false, "", mailing.First},
		{[]string{"first", "update", "back"}, false, "first", mailing.Update},
		{[]string{"back", "first"}, false, "first", mailing.Update},
		{[]string{"not-you"}, false, "not-you", mailing.First},
	} {
		of := told(t, c.told...)
		last, _ := of.Last("a")
		if next := of.Next("a", c.resolved); last.Template != c.last || next != c.next {
			t.Errorf("%v: last %q, next %q; want %q, %q", c.told, last.Template, next, c.last, c.next)
		}
	}
}

func TestWhatCantBeReadIsSaidAndTheRestCounts(t *testing.T) {
	lost := errors.New("lost")
	of, err := mailing.ToldOf("EX1", func(yield func(partner.Telling, error) bool) {
		_ = yield(partner.Telling{TenantID: "a", Incident: "EX1", Template: mailing.First}, nil) && yield(partner.Telling{}, lost)
	})
	if !errors.Is(err, lost) || !of.Knows("a") || len(of) != 1 {
		t.Errorf("%v, %v", of, err)
	}
}

func TestAnUpdateIsForThoseThatHadTheFirstWord(t *testing.T) {
	nobody, some, asked := told(t), told(t, "first"), told(t, "not-you")
	for _, c := range []struct {
		of       mailing.Told
		template string
		id       partner.TenantID
		want     bool
	}{
		{nobody, mailing.First, "b", true}, {nobody, mailing.Update, "b", false}, {nobody, mailing.Resolved, "b", true},
		{some, mailing.Update, "a", true}, {some, mailing.Update, "b", false}, {some, mailing.Resolved, "a", true},
		{some, mailing.Resolved, "b", false}, {some, mailing.First, "a", true}, {some, mailing.NotYou, "b", true},
		{asked, mailing.Update, "a", false}, {asked, mailing.Resolved, "b", true},
	} {
		if got := c.of.Concerns(c.template, c.id); got != c.want {
			t.Errorf("%v: %s to %s: %v", c.of, c.template, c.id, got)
		}
	}
}
