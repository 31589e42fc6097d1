package verdict_test

import (
	"crypto/tls"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/cloud"
	"tenantry/backend/fault"
	"tenantry/backend/verdict"
)

// world is a file of testdata/worlds; its README says how one is written.
type world struct {
	network
	facts   verdict.Facts
	cloud   string
	untried bool
	gateway verdict.Gateway
	ahead   time.Duration // by which the clock here is

	verdict, says string
	bad, good     []string
}

var ( // the lines of a world
	readLine     = regexp.MustCompile(`^(\d+) customers: (.+)$`)
	oneLine      = regexp.MustCompile(`^customer (\w+): (.+)$`)
	incidentLine = regexp.MustCompile(`^(incident|advisory) (\w+) of (.+): (.+), read (\w+) ago, at (.+)$`)
	wayLine      = regexp.MustCompile(`^(read|denied|consent|signin|missing|upstream|throttled) (\w+) ago(?: at (\w+))?(?:, read before (\w+) ago)?(?:, health (\w+) old)?$`)
)

func parseWorld(t *testing.T, path string, k *keys) *world {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{network: network{keys: k, hosts: map[string]string{}}, cloud: "global"}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := w.line(line); err != nil {
			t.Fatalf("%s: %q: %v", path, line, err)
		}
	}
	if w.verdict == "" || w.says == "" || len(w.bad)+len(w.good) == 0 {
		t.Fatalf("%s expects nothing", path)
	}
	return w
}

// line reads a line. Ages are relative to a time that comes later, so that they stand as times before the zero time.
func (w *world) line(line string) (err error) {
	if m := readLine.FindStringSubmatch(line); m != nil {
		n, _ := strconv.Atoi(m[1])
		for range n {
			err = w.customer(fmt.Sprintf("number%d", len(w.facts.Customers)), m[2])
		}
		return err
	}
	if m := oneLine.FindStringSubmatch(line); m != nil {
		return w.customer(m[1], m[2])
	}
	if m := incidentLine.FindStringSubmatch(line); m != nil {
		i := verdict.Incident{ID: m[2], Service: m[3], Title: m[4], Advisory: m[1] == "advisory"}
		i.Read, err = ago(m[5])
		for _, c := range w.facts.Customers {
			if m[6] == "all" || strings.Contains(m[6], c.Name) {
				i.Customers = append(i.Customers, c.ID)
			}
		}
		w.facts.Incidents = append(w.facts.Incidents, i)
		return err
	}
	key, value, _ := strings.Cut(line, ": ")
	host, isHost := strings.CutPrefix(key, "host ")
	switch {
	case isHost:
		w.hosts[host] = value
	case key == "hosts":
		w.hosts[""] = value
	case key == "asked":
		w.facts.Service, err = verdict.Asked(value)
	case key == "about":
		w.facts.Customer = value
	case key == "cloud":
		w.cloud = value
	case key == "tried" && value == "no":
		w.untried = true
	case key == "way out":
		w.gateway = verdict.Gateway{Known: true, Address: strings.TrimPrefix(value, "none")}
	case key == "proxy":
		w.proxy = value
	case key == "our clock is ahead":
		w.ahead, err = time.ParseDuration(value)
	case key == "verdict":
		w.verdict = value
	case key == "says":
		w.says = value
	case key == "bad":
		w.bad = append(w.bad, value)
	case key == "good":
		w.good = append(w.good, value)
	default:
		return fmt.Errorf("nobody knows this line")
	}
	return err
}

func (w *world) customer(name, way string) error {
	c := verdict.Customer{ID: name, Name: name}
	m := wayLine.FindStringSubmatch(way)
	if m == nil && way != "never read" {
		return fmt.Errorf("nobody knows this way to be read")
	}
	if m != nil {
		r := verdict.Read{Service: verdict.Service(m[3]), Kind: fault.Kind(m[1])}
		if r.Service == "" {
			r.Service = verdict.Graph
		}
		var err error
		if r.At, err = ago(m[2]); err != nil {
			return err
		}
		if r.Kind == "read" {
			r.Kind, c.Health = "", r.At
		}
		if m[4] != "" {
			if r.Before, err = ago(m[4]); err != nil {
				return err
			}
			c.Health = r.Before
		}
		if m[5] != "" {
			if c.Health, err = ago(m[5]); err != nil {
				return err
			}
		}
		c.Reads = []verdict.Read{r}
	}
	w.facts.Customers = append(w.facts.Customers, c)
	return nil
}

var epoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC) // where a bubble's clock begins

func ago(text string) (time.Time, error) {
	days, isDays := strings.CutSuffix(text, "d")
	if isDays {
		n, err := strconv.Atoi(days)
		return epoch.AddDate(0, 0, -n), err
	}
	d, err := time.ParseDuration(text)
	return epoch.Add(-d), err
}

// judged tries the world's hosts and judges.
func (w *world) judged(t *testing.T) verdict.Verdict {
	t.Helper()
	now := func() time.Time { return time.Now().Add(w.ahead) }
	at, err := cloud.Named(w.cloud)
	if err != nil {
		t.Fatal(err)
	}
	p := verdict.Prober{Resolver: &w.network, Dial: w.dial, TLS: &tls.Config{RootCAs: w.keys.roots}, Proxy: w.through, Now: now,
		Gateway: func() verdict.Gateway { return w.gateway }}
	if !w.untried {
		begun := time.Now()
		r := p.Try(t.Context(), verdict.Own(w.cloud).Targets(at))
		if took := time.Since(begun); took > verdict.Patience || len(r.Probes) > 8 {
			t.Errorf("%d hosts were tried in %v", len(r.Probes), took)
		}
		w.facts.Round = &r
	}
	w.facts.Now = now()
	if w.ahead != 0 { // what was read was dated by the same clock
		for i := range w.facts.Customers {
			c := &w.facts.Customers[i]
			c.Health = c.Health.Add(w.ahead)
			for n := range c.Reads {
				c.Reads[n].At = c.Reads[n].At.Add(w.ahead)
			}
		}
		for i := range w.facts.Incidents {
			w.facts.Incidents[i].Read = w.facts.Incidents[i].Read.Add(w.ahead)
		}
	}
	return verdict.Judge(w.facts)
}

func worlds(t *testing.T) []string {
	t.Helper()
	all, err := filepath.Glob("testdata/worlds/*.txt")
	if err != nil || len(all) < 40 {
		t.Fatalf("%d worlds, %v", len(all), err)
	}
	return all
}

// Every world has the verdict that a person gave it, from the sockets to the sentence.
func TestEveryWorldHasItsVerdict(t *testing.T) {
	k := newKeys(t)
	for _, path := range worlds(t) {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			w := parseWorld(t, path, k)
			synctest.Test(t, func(t *testing.T) {
				v := w.judged(t)
				if string(v.Word) != w.verdict || v.Sentence.Key != w.says {
					t.Errorf("%s, %s: %s", v.Word, v.Sentence.Key, v.Sentence)
				}
				for _, want := range w.bad {
					expect(t, v, want, false)
				}
				for _, want := range w.good {
					expect(t, v, want, true)
				}
				for _, e := range v.Evidence {
					if s := e.Detail.String(); s == "" || strings.Contains(s, "{") || strings.Contains(s, "hunter2") || !e.Detail.Known() {
						t.Errorf("%s is told as %q", e.What, s)
					}
				}
			})
		})
	}
}

func expect(t *testing.T, v verdict.Verdict, what string, ok bool) {
	t.Helper()
	if !slices.ContainsFunc(v.Evidence, func(e verdict.Evidence) bool { return e.What == what && e.OK == ok }) {
		t.Errorf("%s is no evidence (ok: %v) in %+v", what, ok, v.Evidence)
	}
}
