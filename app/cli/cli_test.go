package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/backend/simcloud"
)

func TestAUserSignsInSyncsAndFindsTheCustomersByHealth(t *testing.T) {
	d := newDesk(t)
	d.startCloud(60)
	d.signIn()
	sync := d.types("sync", "--json")
	if sync.code != command.ExitPart && sync.code != command.ExitDone {
		t.Fatalf("exit %d\n%s", sync.code, sync.err)
	}
	report := sync.document(t)
	listed := report["customers"].(map[string]any)["listed"].(float64)
	if listed < 50 {
		t.Fatalf("only %v customers were listed", listed)
	}
	page := d.must(d.types("customers", "--sort", "health", "--json")).document(t)
	rows := page["customers"].([]any)
	if float64(len(rows)) != page["total"].(float64) || float64(len(rows)) != listed {
		t.Fatalf("%d rows, total %v, listed %v", len(rows), page["total"], listed)
	}
	rank := map[string]int{"outage": 0, "degraded": 1, "advisory": 2, "unknown": 3, "healthy": 4}
	last := -1
	for _, r := range rows {
		n, ok := rank[r.(map[string]any)["health"].(string)]
		if !ok || n < last {
			t.Fatalf("%v stands below a better state", r)
		}
		last = n
	}
	first := rows[0].(map[string]any)
	found := d.must(d.types("search", first["primaryDomain"].(string), "--json")).document(t)["customers"].([]any)
	if len(found) == 0 || found[0].(map[string]any)["tenantId"] != first["tenantId"] {
		t.Fatalf("the domain %v found %v", first["primaryDomain"], found)
	}
}

func TestWrongUseSaysWhatToDoAndExitsWithTwo(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct {
		args string
		want string
	}{
		{"custmers", "did you mean customers"},
		{"customers --sort size", "use name, domain, health"},
		{"customers --health ill", "use outage, degraded"},
		{"customers --limit -1", "not negative"},
		{"customers --limit many", "invalid argument"},
		{"customers extra", "one word too many"},
		{"customers --csv --json", "exclude each other"},
		{"customers --nope", "unknown flag"},
		{"search", "TEXT is missing"},
		{"search --stdin", "goes with --json"},
		{"customer", "X is missing"},
		{"customer nobody.example", "no customer has the domain nobody.example"},
		{"login", "--client-id"},
		{"login --client-id x --tenant a/b", "a tenant is an id or a domain"},
		{"login --client-id x --tenant t --cloud mars", "mars"},
		{"login --client-id x --tenant t --cloud custom --login-url http://evil.example --graph-url https://g.example --partner-center-url https://p.example --azure-url https://a.example", "https"},
		{"login --client-id x --tenant t --ca nowhere.pem", "certificate"},
		{"simulate --listen 0.0.0.0:0", "loopback"},
		{"simulate --scenario none", "use one of"},
		{"simulate --customers -3", "--customers"},
		{"import nowhere.csv", "can't read the file"},
		{"--profile ../x customers", "profile"},
		{"--secrets pocket customers", "keychain, file or memory"},
	} {
		t.Run(c.args, func(t *testing.T) {
			r := d.types(strings.Fields(c.args)...)
			if r.code != command.ExitUse || !strings.Contains(r.err, c.want) {
				t.Fatalf("exit %d, want 2 and %q:\n%s", r.code, c.want, r.err)
			}
			if first, _, _ := strings.Cut(strings.TrimSpace(r.err), "\n"); strings.Count(r.err, "\n") != 1 || first == "" {
				t.Errorf("not one line: %q", r.err)
			}
			doc := d.types(append(strings.Fields(c.args), "--json")...)
			if strings.Contains(c.args, "--stdin") {
				return
			}
			f := has(t, "error", doc.document(t)["error"], "kind message remedy code requestId")
			if f["kind"] != "invalid" || f["remedy"] == "" {
				t.Errorf("%v", f)
			}
		})
	}
}

func TestASyncWithoutASignInExitsWithFour(t *testing.T) {
	d := newDesk(t)
	r := d.types("sync", "--json")
	if r.code != command.ExitSignIn || r.document(t)["error"].(map[string]any)["kind"] != "signin" {
		t.Fatalf("exit %d %s", r.code, r.out)
	}
}

func TestWithoutANetworkTheCacheAnswersAndASyncExitsWithFive(t *testing.T) {
	d := newDesk(t)
	d.startCloud(20)
	d.signIn()
	d.types("sync")
	before := d.must(d.types("customers", "--json")).document(t)["total"]
	if err := d.cloud.Do(simcloud.Event{Kind: "link-cut"}); err != nil {
		t.Fatal(err)
	}
	if r := d.types("sync", "--full", "--json"); r.code != command.ExitOffline {
		t.Fatalf("exit %d\n%s\n%s", r.code, r.out, r.err)
	}
	if after := d.must(d.types("customers", "--json")).document(t)["total"]; after != before {
		t.Fatalf("%v customers before, %v after", before, after)
	}
}

func TestAWrongFileImportsNothingAndSaysWhere(t *testing.T) {
	d := newDesk(t)
	good := "Microsoft ID,Customer name,Primary domain name,Relationship,Tags\n" +
		"2a8a6ee6-41fb-4f7f-ab9d-59bd8ce2c92c,Köln Bau GmbH,koelnbau.de,Reseller,vip\n"
	write := func(name, text string) string {
		p := filepath.Join(d.home, name)
		if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	r := d.types("import", write("bad.csv", good+"not-a-guid,X,x.com,Reseller,\n"))
	if r.code != command.ExitUse || !strings.Contains(r.err, "line 3") || !strings.Contains(r.err, "Microsoft ID") {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	if n := d.must(d.types("customers", "--json")).document(t)["total"]; n != 0.0 {
		t.Fatalf("%v customers were taken over from a wrong file", n)
	}
	d.must(d.types("import", write("good.csv", good)))
	c := d.must(d.types("customers", "--json", "--tag", "vip")).document(t)["customers"].([]any)
	if len(c) != 1 || c[0].(map[string]any)["source"] != "import" || c[0].(map[string]any)["health"] != "unknown" {
		t.Fatalf("%v", c)
	}
}

func TestASecondProcessIsAnsweredByTheFirst(t *testing.T) {
	d := newDesk(t)
	d.holds(app.Options{})
	page := d.must(d.types("customers", "--json")).document(t)
	if page["total"] != 0.0 {
		t.Fatalf("%v", page)
	}
	got := d.must(d.typesInto("köln\n\nparis\n", "search", "--stdin", "--json"))
	if n := strings.Count(got.out, "\n"); n != 3 {
		t.Fatalf("%d lines for three queries:\n%s", n, got.out)
	}
	if r := d.types("customers", "--sort", "x"); r.code != command.ExitUse {
		t.Fatalf("exit %d: the first process's exit code was lost", r.code)
	}
}

func TestAHolderThatDoesNotAnswerIsNamedWithExitSix(t *testing.T) {
	d := newDesk(t)
	a, err := app.Open(app.Options{Home: d.home, Secrets: "file"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Stop() }()
	r := d.types("customers", "--json")
	if r.code != command.ExitBusy || r.document(t)["error"].(map[string]any)["code"] != app.CodeInUse {
		t.Fatalf("exit %d\n%s", r.code, r.out)
	}
}

func TestOfADamagedCacheIsTakenOverWhatCanBeRead(t *testing.T) {
	d := newDesk(t)
	d.startCloud(20)
	d.signIn()
	d.types("sync")
	before := d.must(d.types("customers", "--json")).document(t)["total"]
	apart := d.must(d.types("customers", "--without-access", "--json")).document(t)["total"]
	if before == 0.0 || apart == 0.0 {
		t.Fatalf("%v listed, %v apart", before, apart)
	}
	damage := func(name string) {
		if err := os.WriteFile(filepath.Join(d.home, "profiles", "default", "cache", name), []byte("this is none"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// Without the list of its tables they can all be read.
	damage("MANIFEST")
	r := d.must(d.types("customers", "--json"))
	if r.document(t)["total"] != before || !strings.Contains(r.err, fmt.Sprintf("set aside; taken over: %v customers; without delegated access: %v;", before, apart)) || !strings.Contains(r.err, "; none is missing") ||
		!strings.Contains(r.err, "cache.bad-") {
		t.Fatalf("%s\n%s", r.out, r.err)
	}
	// Without its keys nothing can, and a sync brings all back.
	damage("KEYREGISTRY")
	again := d.must(d.typesIn("fr_FR.UTF-8", "customers"))
	if !strings.Contains(again.err, "le cache n’a pas pu être lu (") || strings.Contains(again.err, "damaged") || !strings.Contains(again.err, "cache.bad-") {
		t.Errorf("in French: %s", again.err)
	}
	d.types("sync")
	if after := d.must(d.types("customers", "--json")).document(t)["total"]; after != before {
		t.Errorf("%v customers before, %v after the rebuild: the sign-in was lost with the cache", before, after)
	}
}

func TestAWrongKeyTouchesNothing(t *testing.T) {
	d := newDesk(t)
	d.must(d.types("customers"))
	keys := filepath.Join(d.home, "profiles", "default", "keys")
	if err := os.RemoveAll(keys); err != nil {
		t.Fatal(err)
	}
	r := d.types("customers", "--json")
	if r.code != command.ExitError || r.document(t)["error"].(map[string]any)["kind"] != "corrupt" {
		t.Fatalf("exit %d %s", r.code, r.out)
	}
	left, err := filepath.Glob(filepath.Join(d.home, "profiles", "default", "*.bad-*"))
	if err != nil || len(left) != 0 {
		t.Errorf("%v was set aside for a wrong key", left)
	}
}

func TestASyncOfOneCustomerWithoutANetworkExitsWithFive(t *testing.T) {
	d := newDesk(t)
	d.startCloud(12)
	d.signIn()
	d.types("sync")
	id := d.must(d.types("customers", "--limit", "1", "--json")).document(t)["customers"].([]any)[0].(map[string]any)["tenantId"].(string)
	if err := d.cloud.Do(simcloud.Event{Kind: "link-cut"}); err != nil {
		t.Fatal(err)
	}
	r := d.types("sync", "--customer", id, "--json")
	if r.code != command.ExitOffline || r.document(t)["error"].(map[string]any)["kind"] != "offline" || strings.TrimSpace(r.err) == "" {
		t.Fatalf("exit %d\n%s\n%s", r.code, r.out, r.err)
	}
}
