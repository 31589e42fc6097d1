package app

import (
	"cmp"
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"tenantry/app/connection"
	"tenantry/app/contract"
	"tenantry/app/files"
	"tenantry/backend/catalog"
	"tenantry/backend/fault"
	"tenantry/backend/logbook"
	"tenantry/backend/message"
	"tenantry/backend/partner"
	"tenantry/backend/syncer"
)

// checkTime is how long diagnostics may ask the network.
const checkTime = 20 * time.Second

// origin says where the program runs.
type origin struct {
	Version
	Go      string `json:"go"`
	System  string `json:"system"`
	Machine string `json:"machine"`
	Secrets string `json:"secrets"` // where the key is kept
	At      string `json:"at"`
}

// inventory is how much there is of everything; nothing of it names anybody.
type inventory struct {
	Customers catalog.Counts   `json:"customers"`
	Outbox    map[string]int   `json:"outbox"` // by channel and state
	Files     map[string]int64 `json:"files"`  // of the profile, in bytes
}

// Diagnostics writes a ZIP file for whoever looks into a fault: versions, checks, settings, counts and logs. No token
// and no name of a customer or of a person is in it: names that are known are replaced by ids. a is nil when the
// profile can't be opened for the reason why. It returns what is in the file.
func Diagnostics(ctx context.Context, w io.Writer, o Options, a *App, why error) ([]string, error) {
	home, err := o.home()
	if err != nil {
		return nil, err
	}
	z := logbook.NewBundle(w, masked(o, a))
	p := o.profile()
	z.Document("about.json", origin{p.version, runtime.Version(), runtime.GOOS, runtime.GOARCH, p.Secrets, time.Now().UTC().Format(time.RFC3339)})
	if a == nil {
		z.Document("checks.json", []contract.Check{Unopened(why)})
	} else {
		ctx, cancel := context.WithTimeout(ctx, checkTime)
		defer cancel()
		z.Document("checks.json", a.Doctor(ctx))
		z.Document("settings.json", settingsOf(a))
		z.Document("counts.json", inventoryOf(a))
	}
	z.Logs(home, p.Name)
	return z.Close()
}

// settingsOf are the settings without what names or lets in anybody.
func settingsOf(a *App) map[string]any {
	preferences, _ := a.Settings.Load()
	for i := range preferences.Views { // what is looked for under which name is nobody's to read
		preferences.Views[i].Name, preferences.Views[i].Text = "", ""
	}
	who := a.account.Status()
	return map[string]any{"preferences": preferences, "cloud": who.Last.Cloud, "signedIn": who.SignedIn, "ownProxy": who.Last.Proxy != "",
		"ownAuthorities": len(who.Last.CA) > 0, "sync": a.Sync.Status()}
}

func inventoryOf(a *App) inventory {
	c := inventory{Customers: a.list.catalog.Counts(), Outbox: map[string]int{}, Files: map[string]int64{}}
	for _, o := range a.box.List() {
		c.Outbox[string(o.Channel)+" "+string(o.State)]++
	}
	_ = filepath.WalkDir(a.profile.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil // what can't be listed is not counted
		}
		if info, err := d.Info(); err == nil {
			name, _ := filepath.Rel(a.profile.Dir, path) // it lies below
			c.Files[filepath.ToSlash(name)] = info.Size()
		}
		return nil
	})
	return c
}

// shortest is how many letters a name must have to be replaced: a shorter one would be found in the middle of words.
const shortest = 4

// masked replaces every name that is known, of customers by their ids, and where the user's files lie.
func masked(o Options, a *App) *strings.Replacer {
	stands := map[string]string{}
	hide := func(name, as string) {
		for _, n := range []string{name, strings.ToLower(name), quoted(name)} {
			if len(n) >= shortest {
				stands[n] = as
			}
		}
	}
	if home, err := os.UserHomeDir(); err == nil {
		hide(home, "~")
	}
	if home, err := o.home(); err == nil {
		hide(home, "[home]")
	}
	if a != nil && a.gate.broken() == nil {
		for s := range a.list.catalog.Summaries() {
			hideCustomer(s, hide)
		}
		who := a.account.Status()
		hide(who.Name, "[user]")
		hide(who.Username, "[user]")
		_, domain, _ := strings.Cut(who.Username, "@")
		hide(domain, "[partner domain]")
	}
	if p := o.profile().Name; p != defaultProfile {
		hide(p, "[profile]")
	}
	names := make([]string, 0, len(stands))
	for n := range stands {
		names = append(names, n)
	}
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) }) // a name within another goes with that one
	var pairs []string
	for _, n := range names {
		pairs = append(pairs, n, stands[n])
	}
	return strings.NewReplacer(pairs...)
}

func hideCustomer(s partner.Summary, hide func(name, as string)) {
	as := "[customer " + string(s.ID)[:8] + "]"
	for _, name := range []string{s.Name, s.PrimaryDomain, s.InitialDomain} {
		hide(name, as)
	}
}

// quoted is how a name stands in JSON.
func quoted(name string) string {
	b, err := json.Marshal(name)
	if err != nil {
		return name
	}
	return string(b[1 : len(b)-1])
}

// SaveDiagnostics asks where to write the diagnostics and writes them there, whole or not at all. It returns the file's
// path; empty: the user thought better of it.
func (s *Settings) SaveDiagnostics() (string, error) {
	path, err := s.window.SaveFile("tenantry-diagnostics.zip", "*.zip")
	if err != nil || path == "" {
		return "", err
	}
	return path, files.Write(path, func(w io.Writer) error {
		_, err := s.diagnose(context.Background(), w)
		return err
	})
}

// Unopened is the finding that a profile can't be opened.
func Unopened(err error) contract.Check {
	return contract.CheckOf("profile", message.Message{}, err)
}

// maxSkew is how wrong a clock may be before tokens and Retry-After stop making sense.
const maxSkew = 5 * time.Minute

// Doctor checks what Tenantry stands on and says what to mend. It changes nothing.
func (a *App) Doctor(ctx context.Context) []contract.Check {
	loadErr := a.gate.await()
	if failed := a.gate.broken(); failed != nil {
		return []contract.Check{Unopened(failed)}
	}
	out := []contract.Check{
		contract.CheckOf("keychain", message.Of("program_key_in", "place", a.profile.Secrets), nil),
		contract.CheckOf("journal", message.Of("program_opened_in", "folder", a.profile.Dir), nil),
		contract.CheckOf("cache", a.list.known(), loadErr),
	}
	err := a.account.Reach(ctx, func(ctx context.Context, c *connection.Connection) error {
		out = append(out, reached(ctx, c)...)
		return nil
	})
	if err != nil {
		out = append(out, contract.CheckOf("sign-in", message.Message{}, err))
	}
	return out
}

// proxyWords say which proxy is in use, and who named it.
func proxyWords(address, source string) message.Message {
	if address == "" {
		return message.Of("program_proxy_none")
	}
	return message.Of("program_proxy", "proxy", address, "source", source)
}

// trusted are to whom the requests go and whose word for it counts.
func trusted(c *connection.Connection) (out []contract.Check) {
	name, addresses := c.Cloud()
	out = append(out, contract.CheckOf("cloud", message.Of("program_cloud", "name", name, "addresses", strings.Join(addresses, ", ")), nil))
	for _, a := range c.Authorities() {
		out = append(out, contract.CheckOf("authority", message.Of("program_authority", "subject", a.Subject, "fingerprint", a.Fingerprint), nil))
	}
	return append(out, contract.CheckOf("proxy", proxyWords(c.Proxy()), nil))
}

// reached checks what can only be checked over a connection.
func reached(ctx context.Context, c *connection.Connection) (out []contract.Check) {
	out = trusted(c)
	served, err := c.ServerTime(ctx)
	out = append(out, contract.CheckOf("network", message.Of("program_sign_in_answers"), err))
	if err != nil {
		return out
	}
	skew := time.Since(served).Abs()
	var wrong error
	if skew > maxSkew {
		wrong = fault.New(fault.Invalid, "program_clock", "skew", skew.Round(time.Second)).With(fault.SetClock)
	}
	out = append(out, contract.CheckOf("clock", message.Of("program_clock_right"), wrong))
	username, err := c.CheckToken(ctx)
	out = append(out, contract.CheckOf("sign-in", message.Of("program_signed_in_as", "name", username), err))
	if err != nil {
		return out
	}
	out = append(out, permitted(c.Permissions(ctx)))
	return append(out, listsReached(ctx, c.Lists())...)
}

// permitted is whether the app was granted what it needs at home. What nobody said is not fine.
func permitted(all []connection.Permitted) contract.Check {
	var missing, optional []string
	var unknown error
	for _, p := range all {
		switch {
		case p.Granted:
		case p.Optional:
			optional = append(optional, p.Scope)
		case p.Known:
			missing = append(missing, p.Scope)
		default:
			unknown = cmp.Or(p.Err, error(fault.New(fault.Upstream, "program_permissions_untold")))
		}
	}
	good := message.Of("program_permissions_granted")
	if len(optional) > 0 {
		good = message.Of("program_permissions_optional", "names", strings.Join(optional, ", "))
	}
	if len(missing) > 0 {
		unknown = fault.New(fault.Consent, "program_permissions_missing", "names", strings.Join(missing, ", ")).With(fault.CheckApp)
	}
	return contract.CheckOf("permissions", good, unknown)
}

// listsReached reads all lists at once, as a sync does: those that nobody answers would be waited for one after another.
func listsReached(ctx context.Context, lists []syncer.List) []contract.Check {
	out := make([]contract.Check, len(lists))
	var all sync.WaitGroup
	for i, l := range lists {
		all.Go(func() {
			listed, err := l.Fetch(ctx)
			out[i] = contract.CheckOf("list "+string(l.Source), message.Of("program_customers", "count", len(listed)), err)
		})
	}
	all.Wait()
	return out
}
