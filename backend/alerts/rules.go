package alerts

import (
	"slices"
	"strings"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Rules say which alerts stay silent, and when none is announced. What is silent is kept, and says by which rule. The
// zero value silences advisories alone.
type Rules struct {
	Off           []partner.AlertKind
	OnlyTags      []string // customers with none of these tags are silent; empty: nobody is for that
	NeverTags     []string
	OnlyServices  []string
	NeverServices []string
	Advisories    bool                // they are heard
	Least         partner.HealthState // what is less bad is silent; Unknown: nothing is for that
	Quiet         []Quiet
	WarnDays      int // how long before an end it is told; 0: 30
	StaleHours    int // how old all that was read may be; 0: 24
}

// Quiet is a time of the day, where the user is, in which nothing is announced.
type Quiet struct {
	From, Until string         // 15:04; one that ends before it begins ends on the next day
	Days        []time.Weekday // on which it begins; empty: on all
}

// What is said of an alert that a rule keeps silent.
const (
	ByKind    = "kind"
	ByTag     = "tag"
	ByService = "service"
	ByClass   = "class"
	ByState   = "state"
)

// SilencedBy lists the rules.
func SilencedBy() []string { return []string{ByKind, ByTag, ByService, ByClass, ByState} }

// What a rule may say.
const (
	MostWarnDays, MostStaleHours = 365, 24 * 31
	mostWords, mostWord          = 100, 64
)

const (
	warnDays   = 30
	staleHours = 24
)

func (r Rules) warn() time.Duration {
	if r.WarnDays == 0 {
		return warnDays * 24 * time.Hour
	}
	return time.Duration(r.WarnDays) * 24 * time.Hour
}

func (r Rules) stale() time.Duration {
	if r.StaleHours == 0 {
		return staleHours * time.Hour
	}
	return time.Duration(r.StaleHours) * time.Hour
}

// Check says what nobody can keep to: a fault of kind Invalid.
func (r Rules) Check() error {
	for _, k := range r.Off {
		if !slices.Contains(partner.AlertKinds(), k) {
			return fault.New(fault.Invalid, "alert_rule_kind", "kind", k)
		}
	}
	for _, list := range [][]string{r.OnlyTags, r.NeverTags, r.OnlyServices, r.NeverServices} {
		if len(list) > mostWords || slices.ContainsFunc(list, func(w string) bool { return strings.TrimSpace(w) == "" || len([]rune(w)) > mostWord }) {
			return fault.New(fault.Invalid, "alert_rule_words", "most", mostWord)
		}
	}
	if r.WarnDays < 0 || r.WarnDays > MostWarnDays {
		return fault.New(fault.Invalid, "alert_rule_days", "most", MostWarnDays)
	}
	if r.StaleHours < 0 || r.StaleHours > MostStaleHours {
		return fault.New(fault.Invalid, "alert_rule_hours", "most", MostStaleHours)
	}
	for _, q := range r.Quiet {
		from, err := time.Parse(clock, q.From)
		until, err2 := time.Parse(clock, q.Until)
		if err != nil || err2 != nil || from.Equal(until) {
			return fault.New(fault.Invalid, "alert_rule_quiet", "from", q.From, "until", q.Until, "example", "22:00-07:00")
		}
	}
	return nil
}

const clock = "15:04"

// quiet says whether nothing is announced at a time where the user is.
func (r Rules) quiet(now time.Time) bool {
	return slices.ContainsFunc(r.Quiet, func(q Quiet) bool { return q.covers(now) })
}

func (q Quiet) covers(now time.Time) bool {
	at, yesterday := now.Format(clock), now.AddDate(0, 0, -1).Weekday()
	on := func(d time.Weekday) bool { return len(q.Days) == 0 || slices.Contains(q.Days, d) }
	if q.From < q.Until {
		return on(now.Weekday()) && at >= q.From && at < q.Until
	}
	return on(now.Weekday()) && at >= q.From || on(yesterday) && at < q.Until
}

func has(list []string, word string) bool {
	return slices.ContainsFunc(list, func(one string) bool { return strings.EqualFold(one, word) })
}

// hears says whether customers with these tags are heard.
func (r Rules) hears(tags []string) bool {
	any := func(of []string) bool { return slices.ContainsFunc(tags, func(t string) bool { return has(of, t) }) }
	return (len(r.OnlyTags) == 0 || any(r.OnlyTags)) && !any(r.NeverTags)
}

// silences names the rule that keeps an alert silent; heard says that a customer of it may be heard.
func (r Rules) silences(a *partner.Alert, state partner.HealthState, heard bool) string {
	switch {
	case slices.Contains(r.Off, a.Kind):
		return ByKind
	case !heard:
		return ByTag
	case a.Kind != partner.AlertHealth:
		return ""
	case len(r.OnlyServices) > 0 && !has(r.OnlyServices, a.Service), has(r.NeverServices, a.Service):
		return ByService
	case a.Advisory && !r.Advisories:
		return ByClass
	case state < r.Least:
		return ByState
	}
	return ""
}
