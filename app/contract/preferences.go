package contract

import (
	"tenantry/backend/fault"
	"tenantry/backend/logbook"
	"tenantry/backend/portal"
)

// Preferences are the window's settings. They are kept in the journal.
type Preferences struct {
	Language  string              `json:"language" ts:"Language"` // en, fr or empty: as the system
	Theme     string              `json:"theme" ts:"Theme"`       // light, dark or empty: as the system
	Density   string              `json:"density" ts:"Density"`   // comfortable, compact
	PaneWidth int                 `json:"paneWidth"`
	LogLevel  string              `json:"logLevel" ts:"LogLevel"` // how much is logged; empty: info
	LockAfter int                 `json:"lockAfter"`              // minutes without a hand on it; 0: never
	Toured    bool                `json:"toured"`                 // the tour was offered
	Lists     map[string]ListLook `json:"lists"`                  // by the name of the list
	Place     Place               `json:"place"`
	Reading   Reading             `json:"reading"`
	Portals   Portals             `json:"portals"`
	Closing   Closing             `json:"closing"`
	Views     []SavedView         `json:"views"` // in the order of the navigation
	Alerts    AlertRules          `json:"alerts"`
	Announces Announcing          `json:"announces"`
	// VerdictUntried: a verdict is made of what is kept alone, and no host is tried from here.
	VerdictUntried bool `json:"verdictUntried"`
	// Sender stands below the messages to customers.
	Sender string `json:"sender"`
	// TicketSystem is for which one a matter was copied as a ticket last; empty: none yet.
	TicketSystem string `json:"ticketSystem"`
}

// Place is where the window was when its user last rested: the next start begins there. The words are the page's.
type Place struct {
	View       string `json:"view"`       // empty: the first
	TenantID   string `json:"tenantId"`   // the chosen customer, if any: shown again only if it is still one
	Row        string `json:"row"`        // what is chosen in the view: an incident, a request
	Scroll     int    `json:"scroll"`     // the first row in view of the list of customers
	Day        string `json:"day"`        // when that was, as the window's clock had it: 2026-11-27
	PaneClosed bool   `json:"paneClosed"` // the details beside the view were put away
}

// Closing is what becomes of the program when a person closes its window.
type Closing struct {
	Stays bool `json:"stays"` // it goes on without one; false: it ends
	Told  bool `json:"told"`  // that it does was said
}

// Portals are how the links to admin centers are shown.
type Portals struct {
	Order  []string    `json:"order"`  // keys, the first first
	Hidden []string    `json:"hidden"` // keys that the window does not show; the command line has all
	Own    []OwnPortal `json:"own"`
	Hosts  []string    `json:"hosts"` // that own ones may lead to besides Microsoft's
}

// OwnPortal is one that the user added; its name is its key.
type OwnPortal struct {
	Name     string `json:"name"`
	Template string `json:"template"` // https, with {tid}, {initial} and {default}
}

// Listed is p with empty lists for missing ones: older files, and a window that chose nothing, have none.
func (p Preferences) Listed() Preferences {
	at := &p.Portals
	at.Order, at.Hidden, at.Own, at.Hosts = List(at.Order), List(at.Hidden), List(at.Own), List(at.Hosts)
	p.Views, p.Alerts = List(p.Views), p.Alerts.Listed()
	return p
}

// Arrangement is what backend/portal makes of it.
func (p Portals) Arrangement() portal.Arrangement {
	return portal.Arrangement{Order: p.Order, Hosts: p.Hosts, Own: Each(p.Own, func(o OwnPortal) portal.Own { return portal.Own(o) })}
}

// Reading is what is read without anybody asking.
type Reading struct {
	HealthEvery  int    `json:"healthEvery"`  // minutes; 0: 10
	DetailsEvery int    `json:"detailsEvery"` // hours, of what Partner Center and the tenants' public side add; 0: 24
	Paused       bool   `json:"paused"`
	OnMetered    string `json:"onMetered" ts:"OnMetered"` // on a network that is paid for by what goes over it
}

// What is read by itself on a metered network.
const (
	MeteredAsUsual = ""
	MeteredLess    = "less"  // hourly
	MeteredNever   = "never" // nothing
)

// Rest is why nothing, or less, is read without anybody asking.
type Rest string

// The reasons.
const (
	RestNone    Rest = ""
	RestPaused  Rest = "paused"
	RestMetered Rest = "metered" // the network is, and then nothing is read
	RestSparing Rest = "sparing" // it is, and then less is read
)

// Rests are the reasons that there are.
func Rests() []Rest { return []Rest{RestPaused, RestMetered, RestSparing} }

// How often may be read: what is read more often finds nothing new, and what is read less is not kept up.
const (
	minHealth, maxHealth   = 5, 24 * 60 // minutes
	minDetails, maxDetails = 1, 31 * 24 // hours
)

// Check says what of the preferences nobody can keep to: a fault of kind Invalid.
func (p Preferences) Check() error {
	if p.PaneWidth < 0 || p.LockAfter < 0 {
		return fault.New(fault.Invalid, "program_preferences")
	}
	if _, known := logbook.LevelOf(p.LogLevel); !known && p.LogLevel != "" {
		return fault.New(fault.Invalid, "setting_log", "level", p.LogLevel)
	}
	if err := p.Portals.Arrangement().Check(); err != nil {
		return err
	}
	if err := checkViews(p.Views); err != nil {
		return err
	}
	if _, err := p.Alerts.Rules(); err != nil {
		return err
	}
	return p.Reading.check()
}

func (r Reading) check() error {
	if h := r.HealthEvery; h != 0 && (h < minHealth || h > maxHealth) {
		return fault.New(fault.Invalid, "setting_health", "least", minHealth, "most", maxHealth)
	}
	if d := r.DetailsEvery; d != 0 && (d < minDetails || d > maxDetails) {
		return fault.New(fault.Invalid, "setting_details", "least", minDetails, "most", maxDetails)
	}
	switch r.OnMetered {
	case MeteredAsUsual, MeteredLess, MeteredNever:
		return nil
	}
	return fault.New(fault.Invalid, "setting_metered", "word", r.OnMetered)
}
