package freedesktop

import (
	"slices"
	"testing"

	"tenantry/app/freedesktop/freedesktoptest"
)

func over(t *testing.T) (n *Notifier, pressed chan string) {
	t.Helper()
	pressed = make(chan string, 8)
	n = &Notifier{Program: "Tenantry", Entry: "tenantry", Pressed: func(link string) { pressed <- link }}
	t.Cleanup(n.Close)
	return n, pressed
}

// A name with an ampersand or a bracket is a name, whatever the desktop makes of text.
func TestATextIsNoMarkup(t *testing.T) {
	for _, x := range []struct {
		can  []string
		want string
	}{{[]string{"body", "body-markup"}, "Smith &amp; &lt;b&gt;Sons"}, {[]string{"body"}, "Smith & <b>Sons"}} {
		d := freedesktoptest.Start(t, x.can...)
		n, _ := over(t)
		if err := n.Show(t.Context(), "New alert", "Smith & <b>Sons", "tenantry:view/today"); err != nil {
			t.Fatal(err)
		}
		s := d.Next()
		if s.Text != x.want || s.Title != "New alert" || s.Program != "Tenantry" || s.Icon != "tenantry" || s.Hints["desktop-entry"].Value() != "tenantry" || !slices.Equal(s.Actions, []string{"default", ""}) {
			t.Errorf("%v: %+v", x.can, s)
		}
	}
}

// Only a press leads somewhere, and once: what was put away was not pressed, and what is another program's is none of ours.
func TestOnlyWhatIsPressedLeadsSomewhere(t *testing.T) {
	d := freedesktoptest.Start(t)
	n, pressed := over(t)
	ids := map[string]uint32{}
	for _, link := range []string{"put away", "pressed", "otherwise", "last"} {
		if err := n.Show(t.Context(), link, "", link); err != nil {
			t.Fatal(err)
		}
		ids[link] = d.Next().ID
	}
	d.Dismiss(ids["put away"])
	d.Press(ids["put away"], "default")
	d.Press(999, "default")
	d.Press(ids["otherwise"], "settings")
	d.Press(ids["pressed"], "default")
	d.Press(ids["pressed"], "default")
	d.Press(ids["last"], "default") // signals come in order: nothing comes after it
	if first, second := <-pressed, <-pressed; first != "pressed" || second != "last" || len(pressed) != 0 {
		t.Errorf("%s, %s and %d more", first, second, len(pressed))
	}
}

// Where nobody shows anything that is an error, and a desktop that comes later is found.
func TestADesktopThatIsNotThereIsAnError(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
	n, _ := over(t)
	if n.Show(t.Context(), "", "", "") == nil {
		t.Error("there is no bus")
	}
	d := freedesktoptest.Start(t)
	if err := n.Show(t.Context(), "first", "", ""); err != nil || d.Next().Title != "first" {
		t.Error(err)
	}
	d.Leave()
	if n.Show(t.Context(), "second", "", "") == nil {
		t.Error("there is no desktop")
	}
	d = freedesktoptest.Start(t)
	if err := n.Show(t.Context(), "third", "", ""); err != nil || d.Next().Title != "third" {
		t.Error(err)
	}
}
