package partner

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

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
