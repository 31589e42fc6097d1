package processtest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const killRounds = 200

// killing is the state that kills must not harm: what was acknowledged, and who is known.
type killing struct {
	*desk
	rnd       *rand.Rand
	line      []string          // queues an Azure ticket, all but the title
	titles    map[string]string // of what was acknowledged, by local id
	customers int               // whom the partner's lists name
	imported  int               // others, until a sync reads those lists
	opening   time.Duration     // what a start takes, on this machine under this load
	killed    map[string]int
}

// TestKilledInTheMiddleOfAnythingNothingIsLost kills the program in all that it does, not in the sending alone, and
// looks each time whether everything acknowledged is there, and every customer.
func TestKilledInTheMiddleOfAnythingNothingIsLost(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes: left out with -short")
	}
	begun := time.Now()
	d := setUp(t)
	k := &killing{desk: d, rnd: rand.New(rand.NewPCG(seed, 1)), titles: map[string]string{}, killed: map[string]int{}, line: d.azureCustomers(2)[0]}
	k.customers = k.total()
	k.queue("The first")
	kinds := []func(round int) string{k.sync, k.importing, k.signingIn, k.queueing, k.editing, k.signingOut, k.opens}
	for round := range killRounds {
		kind := kinds[round%len(kinds)](round)
		k.holds(fmt.Sprintf("round %d, %s", round, kind))
	}
	met := 0
	for _, n := range k.killed {
		met += n
	}
	if met < killRounds/4 {
		t.Errorf("only %d of %d kills met the program alive: the test proved little", met, killRounds)
	}
	summary := fmt.Sprintf("kill rounds: %d, %d killed in the middle (%v), %d things acknowledged and all there, %d customers; seed %d; %s",
		killRounds, met, k.killed, len(k.titles), k.customers, seed, time.Since(begun).Round(time.Second))
	t.Log(summary)
	fmt.Println(summary)
}

// kill runs a command line and kills it after a while of at most so many starts; what it printed, and whether it had
// ended before.
func (k *killing) kill(kind string, starts float64, args ...string) (out string, ended bool) {
	k.t.Helper()
	var o strings.Builder
	c := k.command(args...)
	c.Stdout = &o
	if err := c.Start(); err != nil {
		k.t.Fatal(err)
	}
	time.Sleep(time.Duration(k.rnd.Float64() * starts * float64(k.opening)))
	_ = c.Process.Kill()
	_ = c.Wait() // judged by the exit code
	if c.ProcessState.ExitCode() >= 0 {
		return o.String(), c.ProcessState.ExitCode() == 0
	}
	k.killed[kind]++
	return o.String(), false
}

func (k *killing) sync(int) string {
	k.kill("sync", 4, "sync", "--full")
	return "sync"
}

// importing adds a customer, who stays until a sync.
func (k *killing) importing(round int) string {
	file := filepath.Join(k.t.TempDir(), "new.csv")
	line := fmt.Sprintf("Microsoft ID,Customer name,Primary domain name\n00000000-0000-4000-8000-%012d,Imported %d,imported%d.example\n", round, round, round)
	if err := os.WriteFile(file, []byte(line), 0o600); err != nil {
		k.t.Fatal(err)
	}
	k.kill("import", 1.5, "import", file)
	if code, _, errs := k.types("import", file); code != 0 { // again: it is there once, whatever came of the first
		k.t.Fatalf("import after the kill: exit %d\n%s", code, errs)
	}
	if code, _, errs := k.types("customer", fmt.Sprintf("imported%d.example", round)); code != 0 {
		k.t.Fatalf("the import is not there: exit %d\n%s", code, errs)
	}
	k.imported++
	return "import"
}

func (k *killing) signingIn(int) string {
	k.kill("login", 3, k.loginArgs("--device-code")...)
	k.signIn()
	return "login"
}

func (k *killing) queueing(round int) string {
	out, _ := k.kill("new", 3, append(k.line, "--title", fmt.Sprintf("Round %d", round), "--json")...)
	var i item
	if json.Unmarshal([]byte(out), &i) == nil && i.LocalID != "" { // whoever was told a reference finds it again
		k.titles[i.LocalID] = fmt.Sprintf("Round %d", round)
	}
	return "new"
}

// editing writes over something: it is as it was or as it was to be, and nothing else.
func (k *killing) editing(round int) string {
	id := k.queue(fmt.Sprintf("Before %d", round))
	_, ended := k.kill("cancel", 3, "requests", "cancel", id)
	if !ended {
		return "cancel"
	}
	for _, i := range k.outbox().Requests {
		if i.LocalID == id && i.State != "draft" {
			k.t.Errorf("it was taken back and is %s", i.State)
		}
	}
	return "cancel"
}

// signingOut forgets the tokens or not, and nothing besides.
func (k *killing) signingOut(int) string {
	k.kill("logout", 2, "logout")
	k.signIn()
	return "logout"
}

func (k *killing) opens(int) string {
	k.kill("open", 1, "customers")
	return "open"
}

// queue queues a ticket that must be there from now on.
func (k *killing) queue(title string) string {
	k.t.Helper()
	var i item
	k.answers(&i, append(k.line, "--title", title)...)
	k.titles[i.LocalID] = title
	return i.LocalID
}

func (k *killing) total() int {
	k.t.Helper()
	var page struct{ Total int }
	k.answers(&page, "customers", "--limit", "1")
	return page.Total
}

// holds looks at everything after a kill.
func (k *killing) holds(when string) {
	k.t.Helper()
	started := time.Now()
	if n := k.total(); n < k.customers || n > k.customers+k.imported {
		k.t.Fatalf("%s: %d customers, want %d and at most %d imported", when, n, k.customers, k.imported)
	}
	k.opening = time.Since(started)
	there := map[string]string{}
	o := k.outbox()
	for _, i := range o.Requests {
		there[i.LocalID] = i.Title
	}
	for id, title := range k.titles {
		if there[id] != title {
			k.t.Fatalf("%s: %s %q is %q now", when, id, title, there[id])
		}
	}
	bad, _ := filepath.Glob(filepath.Join(k.home, "profiles", "*", "*.bad*"))
	if len(bad) > 0 || len(o.Damaged) > 0 {
		k.t.Fatalf("%s: set aside %v, damaged %s", when, bad, o.Damaged)
	}
}
