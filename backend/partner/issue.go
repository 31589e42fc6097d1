package partner

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// OverFor is for how long an issue that is over stays beside the open ones: who comes in the morning sees what
// went on at night.
const OverFor = 24 * time.Hour

// OverSince is when an issue stopped being trouble: when it was resolved, or when it was first missed in what
// Microsoft tells; zero while it is open.
func (i Issue) OverSince() time.Time {
	switch {
	case i.Resolved && !i.EndsAt.IsZero():
		return i.EndsAt
	case i.Resolved && !i.UpdatedAt.IsZero():
		return i.UpdatedAt
	case i.Resolved:
		return i.StartsAt
	}
	return i.MissedAt
}

// State says how bad the issue is: healthy when it was resolved, unknown when Microsoft tells of it no more.
// Whether it is open is for Microsoft's flag to say, not for the word of its status: a service that was restored,
// or an alarm that was false, is still looked into until the issue is closed. So an open one is never healthy
// nor unknown; what Microsoft calls an advisory is one.
func (i Issue) State() HealthState {
	switch {
	case i.Resolved:
		return Healthy
	case !i.LastTold.IsZero():
		return Unknown
	case i.Advisory():
		return Advisory
	}
	return max(StateOfStatus(i.Status), Advisory)
}

// Head is the issue in small.
func (i Issue) Head() IssueHead {
	return IssueHead{ID: i.ID, Title: i.Title, Service: i.Service, Classification: i.Classification, Status: i.Status,
		StartsAt: i.StartsAt, UpdatedAt: i.UpdatedAt, State: i.State(), Resolved: i.Resolved, OverSince: i.OverSince()}
}

// Advisory says that Microsoft calls it an advisory, not an incident.
func (i Issue) Advisory() bool { return isAdvisory(i.Classification) }

// Advisory is likewise.
func (h IssueHead) Advisory() bool { return isAdvisory(h.Classification) }

func isAdvisory(classification string) bool { return classification == "advisory" }

// Issue is the issue of the report with an id, whatever its case.
func (h Health) Issue(id string) (Issue, bool) {
	for _, s := range h.Services {
		for _, i := range s.Issues {
			if strings.EqualFold(i.ID, id) {
				return i, true
			}
		}
	}
	return Issue{}, false
}

// Heads are all issues in small, in the report's order.
func (h Health) Heads() []IssueHead { return h.heads(func(IssueHead) bool { return true }) }

// heads are those that a test lets through. They have no more room than they need: the summaries of all customers
// keep theirs.
func (h Health) heads(keep func(IssueHead) bool) (out []IssueHead) {
	for _, s := range h.Services {
		for _, i := range s.Issues {
			if head := i.Head(); keep(head) {
				out = append(out, head)
			}
		}
	}
	return slices.Clone(out)
}

// OpenIssues are the heads of those that are open.
func (h Health) OpenIssues() []IssueHead {
	return h.heads(IssueHead.Open)
}

// LatelyOver are the heads of those that were open within a day before a time.
func (h Health) LatelyOver(at time.Time) []IssueHead {
	return h.heads(func(i IssueHead) bool { return !i.Open() && at.Sub(i.OverSince) <= OverFor })
}

// remember keeps, of an older report, the issues that this one tells of no more: for a day they stand there
// with when they were last told of, so that nothing that was trouble vanishes without a word. They make no
// service better or worse.
func (h *Health) remember(old Observed[Health], now time.Time) {
	h.Services = slices.Clone(h.Services) // what a reading told is its own
	told := map[string]bool{}
	for _, s := range h.Services {
		for _, i := range s.Issues {
			told[i.ID] = true
		}
	}
	for _, s := range old.Value.Services {
		for _, i := range s.Issues {
			if told[i.ID] {
				continue
			}
			if i.LastTold.IsZero() {
				i.LastTold, i.MissedAt = old.AsOf, now
			}
			if now.Sub(i.OverSince()) <= OverFor {
				h.put(s, i)
			}
		}
	}
}

// put adds an issue to the service that it was told of. A service that is told of no more is of unknown state.
func (h *Health) put(of Service, i Issue) {
	at := slices.IndexFunc(h.Services, func(s Service) bool { return s.ID == of.ID })
	if at < 0 {
		at = len(h.Services)
		h.Services = append(h.Services, Service{ID: of.ID, Name: of.Name})
	}
	h.Services[at].Issues = append(slices.Clip(h.Services[at].Issues), i)
}

// Post is one message of Microsoft's on an issue.
type Post struct {
	At   time.Time `cbor:"1,keyasint" json:"at" ts_type:"string | null"`
	HTML string    `cbor:"2,keyasint" json:"html"`                     // sanitised before it was stored
	Text string    `cbor:"3,keyasint" json:"text"`                     // the same without markup
	Type string    `cbor:"4,keyasint,omitempty" json:"type,omitempty"` // regular, quick, strategic (api/facts.md 1.9); empty: not told
}

// MarshalJSON writes an unknown time as null, as the contract wants it.
func (p Post) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		At   *string `json:"at"`
		Type string  `json:"type,omitempty"`
		Text string  `json:"text"`
		HTML string  `json:"html"`
	}{JSONTime(p.At), p.Type, p.Text, p.HTML})
}

// newestFirst puts Microsoft's latest word at the top of every issue; a post without a time comes last, and one
// without a word is none. It is the one place where posts get their order: of what was read as of what an older
// version kept.
func (h *Health) newestFirst() {
	for _, s := range h.Services {
		for n := range s.Issues {
			i := &s.Issues[n]
			i.Posts = slices.DeleteFunc(i.Posts, func(p Post) bool { return strings.TrimSpace(p.Text) == "" })
			sortPosts(i.Posts)
		}
	}
}

func sortPosts(posts []Post) {
	slices.SortStableFunc(posts, func(a, b Post) int { return b.At.Compare(a.At) })
}

// StatusLine is the line that says how things stand: the one headed "Current status" or "Final status",
// without its heading. Every post repeats the title and the impact (api/facts.md 1.9), so where no line has
// that heading it is the first that has neither of theirs.
func (p Post) StatusLine() string {
	var first string
	for line := range strings.Lines(p.Text) {
		line = strings.TrimSpace(line)
		heading, rest, headed := strings.Cut(line, ":")
		switch heading = strings.ToLower(strings.TrimSpace(heading)); {
		case headed && (heading == "current status" || heading == "final status"):
			if rest = strings.TrimSpace(rest); rest != "" {
				return rest
			}
			first = "" // the line below says it
		case line == "" || headed && (heading == "title" || heading == "user impact"):
		case first == "":
			first = line
		}
	}
	return first
}
