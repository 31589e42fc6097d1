package simulate

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
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
	c := command.New("simulate", "serve the simulated Microsoft cloud on loopback", command.NoArgs, func(ctx context.Context, _ []string) error {
		sc, err := o.scenario()
		if err != nil {
			return err
		}
		return o.serve(ctx, sc)
	})
	f := c.Flags()
	f.StringVar(&o.Listen, "listen", "127.0.0.1:0", "address of the sign-in service; the other services get ports of their own")
	f.IntVar(&o.Customers, "customers", 0, "how many customers (0: as the scenario says)")
	f.Uint64Var(&o.Seed, "seed", 1, "the same seed gives the same cloud")
	f.StringVar(&o.Scenario, "scenario", "demo", "one of "+strings.Join(simcloud.ScenarioNames(), ", "))
	f.DurationVar(&o.Latency, "latency", 0, "time that every answer takes, such as 50ms")
	f.BoolVar(&o.AutoApprove, "auto-approve", false, "sign-ins are approved at once, without a page")
	f.BoolVar(&o.TLS, "tls", false, "serve https under a certificate authority of its own")
	return c
}

// scenario is what the flags ask for.
func (o *Options) scenario() (simcloud.Scenario, error) {
	sc, ok := simcloud.ScenarioNamed(o.Scenario)
	if !ok {
		return sc, command.WrongUse(fmt.Sprintf("unknown scenario %q: use one of %s", o.Scenario, strings.Join(simcloud.ScenarioNames(), ", ")))
	}
	if o.Customers < 0 || o.Customers > maxSimulated {
		return sc, command.WrongUse(fmt.Sprintf("--customers takes a number from 1 to %d", maxSimulated))
	}
	if o.Customers > 0 {
		sc.Customers = o.Customers
	}
	if host, _, err := net.SplitHostPort(o.Listen); err != nil || host != "127.0.0.1" && host != "localhost" {
		return sc, command.WrongUse("--listen takes 127.0.0.1:PORT; the simulated cloud is served on loopback only")
	}
	return sc, nil
}

// serve answers until the command is ended; the one line on standard output says where.
func (o *Options) serve(ctx context.Context, sc simcloud.Scenario) error {
	cloud := simcloud.New(sc, o.Seed, simcloud.Options{Latency: o.Latency, AutoApprove: o.AutoApprove, Story: true})
	server, err := cloud.Listen(ctx, o.Listen, o.TLS)
	if err != nil {
		return fault.Wrap(fault.Invalid, err, "can't listen on "+o.Listen+": choose another port, or 0 for any free one").With(fault.CorrectInput)
	}
	defer server.Close()
	line := map[string]string{"loginUrl": server.Endpoints.Login, "graphUrl": server.Endpoints.Graph,
		"partnerCenterUrl": server.Endpoints.PartnerCenter, "azureUrl": server.Endpoints.Azure,
		"clientId": simcloud.ClientID, "tenantId": simcloud.TenantID, "username": simcloud.Username}
	if o.TLS {
		line["caFile"] = server.CAFile
	}
	if err := json.NewEncoder(o.IO.Out).Encode(line); err != nil {
		return fmt.Errorf("print the addresses: %w", err)
	}
	<-ctx.Done()
	return nil
}
