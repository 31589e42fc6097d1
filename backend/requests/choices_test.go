package requests

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/template"
)

func (o *office) choices(t *testing.T) Choice {
	t.Helper()
	c, err := o.Choices.For(id(0))
	if err != nil {
		t.Fatal(err)
	}
	synctest.Wait()
	return c
}

func TestWhatCanBeChosenIsReadInTheBackgroundOnce(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		o.change(t, id(0), func(c *partner.Customer) {
			c.Health = partner.Seen(partner.Health{Services: []partner.Service{issue("EX1", "incident")}}, time.Now())
		})
		c := o.choices(t)
		if len(c.Subscriptions) != 1 || c.Subscriptions[0].ID != "s1" || len(c.Services) != 0 || c.Products[0] != "Exchange Online" ||
			len(c.Incidents) != 1 || c.Customer != "Customer 0" {
			t.Errorf("%+v", c)
		}
		if slices.Index(c.Products[1:], "Exchange Online") >= 0 {
			t.Errorf("twice: %v", c.Products)
		}
		if o.asked != 2 || o.changed != 1 { // the services, and one's classifications
			t.Errorf("asked %d times, told %d times", o.asked, o.changed)
		}
		if c = o.choices(t); len(c.Services) != 1 || o.asked != 2 {
			t.Errorf("%+v, asked %d times", c.Services, o.asked)
		}
		kinds, err := o.Choices.Classifications(t.Context(), id(0), "vm")
		if err != nil || len(kinds) != 1 || o.asked != 2 {
			t.Errorf("%v, %v, asked %d times", kinds, err, o.asked)
		}
		time.Sleep(8 * 24 * time.Hour)
		o.account.owner = ""
		if kinds, err = o.Choices.Classifications(t.Context(), id(0), "vm"); err != nil || len(kinds) != 1 {
			t.Errorf("an old list is better than none: %v, %v", kinds, err)
		}
		if _, err = o.Choices.Classifications(t.Context(), id(0), "sql"); fault.KindOf(err) != fault.SignIn {
			t.Errorf("what was never read, signed out: %v", err)
		}
	})
}

func TestWhatCanNotBeReadForANewRequestIsNotAskedForInALoop(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		o.account.mail = "" // Microsoft refuses
		for range 50 {      // each answer that came would ask again
			o.choices(t)
		}
		if o.asked != 1 {
			t.Errorf("asked %d times", o.asked)
		}
		time.Sleep(choicesRest)
		if o.choices(t); o.asked != 2 {
			t.Errorf("asked %d times after a rest", o.asked)
		}
		if _, err := o.Choices.Read(t.Context(), id(0)); fault.KindOf(err) != fault.Upstream {
			t.Errorf("who waits is told: %v", err)
		}
	})
}

func TestNobodySignedInReadsNothingAndTellsNothing(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		o.account.owner = ""
		if o.choices(t); o.asked != 0 || o.changed != 0 {
			t.Errorf("asked %d times, told %d times", o.asked, o.changed)
		}
		o.account.owner = "p1"
		if o.choices(t); o.asked == 0 {
			t.Error("after the sign-in it is not read at once")
		}
	})
}

func TestWhoWaitsGetsWhatWasReadAnew(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		c, err := o.Choices.Read(t.Context(), id(0))
		if err != nil || len(c.Services) != 1 || o.asked != 3 {
			t.Errorf("%+v, %v, asked %d times", c.Services, err, o.asked)
		}
		if _, err := o.Choices.Read(t.Context(), id(7)); fault.KindOf(err) != fault.Missing {
			t.Errorf("a customer who is not there: %v", err)
		}
	})
}

func named(name string) template.Template {
	return template.Template{Name: name, Language: "en", Title: "Hello {customer}", Product: "Microsoft Teams", Severity: partner.Critical}
}

func TestTemplatesAreTheUsersAndThoseOfTheProgram(t *testing.T) {
	inOffice(t, 1, func(t *testing.T, o *office) {
		if _, err := o.Templates.Save(named("  ")); fault.KindOf(err) != fault.Invalid {
			t.Errorf("without a name: %v", err)
		}
		zoe, err := o.Templates.Save(named(" Zoé's  own "))
		if err != nil || zoe.Name != "Zoé's own" || zoe.ID == "" {
			t.Fatalf("%+v, %v", zoe, err)
		}
		copied := template.BuiltIn()[0]
		copied.Name = "A copy"
		mine, err := o.Templates.Save(copied)
		if err != nil || mine.ID == copied.ID {
			t.Errorf("one that comes with the program was changed: %+v, %v", mine, err)
		}
		own, err := o.opened(t).Templates.Own()
		if err != nil || len(own) != 2 || own[0].Name != "A copy" || own[1] != zoe {
			t.Errorf("%+v, %v", own, err)
		}
		for _, by := range []string{zoe.ID, "zoé's own"} {
			d, err := o.Texts.Prepare(id(0), by, "", "fr")
			if err != nil || d.Draft.Title != "Hello Customer 0" || d.Draft.Severity != partner.Critical || d.Draft.Language != "en" || d.Draft.Product != "Microsoft Teams" {
				t.Errorf("%s: %+v, %v", by, d.Draft, err)
			}
		}
		for range 2 { // twice is no error
			if err := o.Templates.Delete(zoe.ID); err != nil {
				t.Error(err)
			}
		}
		if _, err := o.Texts.Prepare(id(0), zoe.ID, "", "en"); fault.KindOf(err) != fault.Invalid {
			t.Errorf("it is still there: %v", err)
		}
		if _, err := o.Texts.Prepare(id(0), "", "EX404", "en"); fault.KindOf(err) != fault.Missing {
			t.Errorf("an incident that is not open: %v", err)
		}
		if o.changed != 4 {
			t.Errorf("told %d times", o.changed)
		}
	})
}
