package simulate

import (
	"context"
	"fmt"
	"math"
	"net"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/backend/fault"
	"tenantry/backend/simcloud"
)

// maxSimulated bounds --customers; memory is what limits it.
const maxSimulated = 1_000_000

// Options is what `tenantry simulate` needs.
type Options struct {
	IO          *term.IO
	Listen      string
	Customers   int // 0: as the scenario says
	Seed        uint64
	Scenario    string
	Latency     time.Duration
	AutoApprove bool
	TLS         bool
}

// New makes `tenantry simulate`.
func New(l command.Line) *cobra.Command {
	o := &Options{IO: l.IO}
	c := l.Command("simulate", "cli_simulate_short", command.NoArgs, func(ctx context.Context, _ []string) error {
		sc, err := o.scenario()
		if err != nil {
			return err
		}
		return o.serve(ctx, sc)
	})
	c.Long = l.IO.Word("cli_simulate_long", "post", "POST /_control/event", "get", "GET /_control/state",
		"outage", `{"kind":"outage-starts","service":"Exchange","customers":5}`, "clock", `{"kind":"minutes","minutes":5}`, "kinds", inLines(simcloud.EventKinds()))
	f := c.Flags()
	f.StringVar(&o.Listen, "listen", "127.0.0.1:0", l.IO.Word("cli_simulate_listen"))
	f.IntVar(&o.Customers, "customers", 0, l.IO.Word("cli_simulate_customers"))
	f.Uint64Var(&o.Seed, "seed", 1, l.IO.Word("cli_simulate_seed"))
	f.StringVar(&o.Scenario, "scenario", "demo", l.IO.Word("cli_simulate_scenario", "names", strings.Join(simcloud.ScenarioNames(), ", ")))
	f.DurationVar(&o.Latency, "latency", 0, l.IO.Word("cli_simulate_latency"))
	f.BoolVar(&o.AutoApprove, "auto-approve", false, l.IO.Word("cli_simulate_auto_approve"))
	f.BoolVar(&o.TLS, "tls", false, l.IO.Word("cli_simulate_tls"))
	return c
}

// inLines lists words, with commas, in lines that a terminal has room for.
func inLines(words []string) string {
	const room = 100
	var b strings.Builder
	column := 0
	for n, w := range words {
		switch {
		case n == 0:
		case column+len(w) > room:
			b.WriteString(",\n")
			column = 0
		default:
			b.WriteString(", ")
		}
		b.WriteString(w)
		column += len(w) + 2
	}
	return b.String()
}

// scenario is what the flags ask for.
func (o *Options) scenario() (simcloud.Scenario, error) {
	sc, ok := simcloud.ScenarioNamed(o.Scenario)
	if !ok {
		return sc, command.WrongUse("cli_use_scenario", "word", command.Quoted(o.Scenario), "names", strings.Join(simcloud.ScenarioNames(), ", "))
	}
	if o.Customers < 0 || o.Customers > maxSimulated {
		return sc, command.WrongUse("cli_use_customers", "most", maxSimulated)
	}
	if o.Customers > 0 {
		sc.Customers = o.Customers
	}
	if host, _, err := net.SplitHostPort(o.Listen); err != nil || host != "127.0.0.1" && host != "localhost" {
		return sc, command.WrongUse("cli_use_listen", "address", "127.0.0.1:PORT")
	}
	return sc, nil
}

// serve answers until the command is ended; the one line on standard output says where.
func (o *Options) serve(ctx context.Context, sc simcloud.Scenario) error {
	debug.SetMemoryLimit(math.MaxInt64) // a cloud of any size; who is measured against it is another process
	cloud := simcloud.New(sc, o.Seed, simcloud.Options{Latency: o.Latency, AutoApprove: o.AutoApprove, Story: true})
	server, err := cloud.Listen(ctx, o.Listen, o.TLS)
	if err != nil {
		return fault.Wrap(fault.Invalid, err, "cli_simulate_no_port", "address", o.Listen).With(fault.CorrectInput)
	}
	defer server.Close()
	line := map[string]string{"loginUrl": server.Endpoints.Login, "graphUrl": server.Endpoints.Graph,
		"partnerCenterUrl": server.Endpoints.PartnerCenter, "azureUrl": server.Endpoints.Azure,
		"clientId": simcloud.ClientID, "tenantId": simcloud.TenantID, "username": simcloud.Username}
	if o.TLS {
		line["caFile"] = server.CAFile
	}
	if err := term.Encode(o.IO.Out, line); err != nil {
		return fmt.Errorf("print the addresses: %w", err)
	}
	<-ctx.Done()
	return nil
}
