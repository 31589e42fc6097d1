package world

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// script is a story that is told by minutes from the start, as a table of scenarios/ writes it.
type script struct {
	issues   []scriptIssue
	cuts     spans // when our own network fails
	refusals spans // when the customer with a fault of its own keeps us out
}

// scriptIssue is an issue of a script. Its minutes never decrease.
type scriptIssue struct {
	name, id, class, feature, group, title, impact string
	service                                        Service
	reach                                          []reached
	words                                          []said
	closed, healed                                 int // minutes; -1: never
}

// reached is how many of a thousand customers have an issue by a minute.
type reached struct{ minute, perMille int }

// said is a status and the post that comes with it; without a text there is none.
type said struct {
	minute             int
	status, kind, html string
}

// spans are minutes, each from one until before another; an end of -1 is none.
type spans []struct{ from, to int }

// at says whether a minute lies in one of them.
func (s spans) at(minute int) bool {
	for _, x := range s {
		if minute >= x.from && (x.to < 0 || minute < x.to) {
			return true
		}
	}
	return false
}

func (s *spans) open() bool { return len(*s) > 0 && (*s)[len(*s)-1].to < 0 }

func (s *spans) begin(minute int) error {
	if s.open() {
		return errors.New("it is so already")
	}
	*s = append(*s, struct{ from, to int }{minute, -1})
	return nil
}

func (s *spans) end(minute int) error {
	if !s.open() {
		return errors.New("it never began")
	}
	(*s)[len(*s)-1].to = minute
	return nil
}

//go:embed scenarios/*.txt
var scriptFiles embed.FS

var scripts = sync.OnceValue(func() map[string]*script {
	all := map[string]*script{}
	for _, s := range scenarios {
		if s.Script == "" {
			continue
		}
		text, err := scriptFiles.ReadFile("scenarios/" + s.Script + ".txt")
		if err != nil {
			panic("simcloud: " + err.Error())
		}
		if all[s.Script], err = parseScript(string(text)); err != nil {
			panic("simcloud: scenarios/" + s.Script + ".txt: " + err.Error())
		}
	}
	return all
})

// parseScript reads a script's table. An error names the line.
func parseScript(text string) (*script, error) {
	s, last := &script{}, 0
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, "|")
		for k := range fields {
			fields[k] = strings.TrimSpace(fields[k])
		}
		minute, err := last, error(nil)
		if fields[0] == "issue" {
			err = s.introduce(fields[1:])
		} else if minute, err = strconv.Atoi(fields[0]); err == nil {
			err = s.happens(minute, last, fields[1:])
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
		last = minute
	}
	for _, i := range s.issues {
		if len(i.words) == 0 {
			return nil, fmt.Errorf("issue %s never starts", i.name)
		}
	}
	return s, nil
}

func (s *script) introduce(f []string) error {
	if len(f) != 8 || slices.Contains(f, "") {
		return errors.New("want name | id | service | class | feature | group | title | impact")
	}
	service, ok := ServiceNamed(f[2])
	switch {
	case !ok:
		return fmt.Errorf("unknown service %q", f[2])
	case f[3] != "incident" && f[3] != "advisory":
		return fmt.Errorf("class %q: want incident or advisory", f[3])
	case s.issue(f[0]) != nil:
		return fmt.Errorf("issue %s stands twice", f[0])
	}
	s.issues = append(s.issues, scriptIssue{name: f[0], id: f[1], service: service, class: f[3], feature: f[4], group: f[5], title: f[6], impact: f[7], closed: -1, healed: -1})
	return nil
}

func (s *script) issue(name string) *scriptIssue {
	for k := range s.issues {
		if s.issues[k].name == name {
			return &s.issues[k]
		}
	}
	return nil
}

// happens adds the event of a line.
func (s *script) happens(minute, last int, f []string) error {
	if minute < last {
		return fmt.Errorf("minute %d comes after minute %d", minute, last)
	}
	if len(f) == 1 {
		switch f[0] {
		case "link-cut":
			return s.cuts.begin(minute)
		case "link-restored":
			return s.cuts.end(minute)
		case "access-blocked":
			return s.refusals.begin(minute)
		case "access-allowed":
			return s.refusals.end(minute)
		}
	}
	if len(f) < 2 {
		return fmt.Errorf("unknown event %q", f)
	}
	i := s.issue(f[1])
	if i == nil {
		return fmt.Errorf("unknown issue %q", f[1])
	}
	if started := len(i.words) > 0; started != (f[0] != "starts") {
		return fmt.Errorf("issue %s has started: %v", f[1], started)
	}
	switch more := f[2:]; {
	case f[0] == "healed" && len(more) == 0 && i.closed >= 0 && minute > i.closed && i.healed < 0:
		i.healed = minute
		return nil
	case i.closed >= 0:
		return fmt.Errorf("issue %s is over", f[1])
	case f[0] == "starts" && len(more) == 2:
		return errors.Join(i.say(said{minute: minute, status: more[0]}, false), i.spread(minute, more[1]))
	case f[0] == "reaches" && len(more) == 1:
		return i.spread(minute, more[0])
	case (f[0] == "says" || f[0] == "closes") && len(more) == 3 && more[2] != "":
		closes := f[0] == "closes"
		if closes {
			i.closed = minute
		}
		return i.say(said{minute, more[0], more[1], more[2]}, closes)
	}
	return fmt.Errorf("an event of another form: %q", f)
}

// spread adds how far the issue has come by a minute. It only grows.
func (i *scriptIssue) spread(minute int, perMille string) error {
	n, err := strconv.Atoi(perMille)
	if err != nil || n <= 0 || n > 1000 {
		return fmt.Errorf("%q of a thousand customers", perMille)
	}
	if k := len(i.reach) - 1; k >= 0 && (n < i.reach[k].perMille || minute == i.reach[k].minute) {
		return fmt.Errorf("issue %s shrinks to %d of a thousand customers, or has two numbers in one minute", i.name, n)
	}
	i.reach = append(i.reach, reached{minute, n})
	return nil
}

// overStatuses are those of an issue that is over (api/facts.md 1.9).
var overStatuses = []string{"serviceRestored", "falsePositive", "postIncidentReviewPublished", "resolved", "resolvedExternal", "mitigated", "mitigatedExternal"}

// say adds a status with its post.
func (i *scriptIssue) say(w said, closes bool) error {
	switch {
	case closes != slices.Contains(overStatuses, w.status), !closes && gravity(w.status) == 0:
		return fmt.Errorf("%q is no status of an issue that is open, or of one that is over", w.status)
	case w.html != "" && !slices.Contains([]string{"quick", "regular", "strategic"}, w.kind):
		return fmt.Errorf("%q is no kind of post", w.kind)
	}
	i.words = append(i.words, w)
	return nil
}
