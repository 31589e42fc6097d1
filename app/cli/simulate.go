package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tenantry/backend/fault"
	"tenantry/backend/simcloud"
)

// maxSimulated bounds --customers; memory is what limits it.
const maxSimulated = 1_000_000

func (st *state) simulateCmd() *cobra.Command {
	var listen, scenario string
	var customers int
	var seed uint64
	var latency time.Duration
	var approve, useTLS bool
	c := st.command("simulate", "serve the simulated Microsoft cloud on loopback", noArgs, func(ctx context.Context, _ []string) error {
		sc, ok := simcloud.ScenarioNamed(scenario)
		if !ok {
			return wrongUse(fmt.Sprintf("unknown scenario %q: use one of %s", scenario, strings.Join(simcloud.ScenarioNames(), ", ")))
		}
		if customers < 0 || customers > maxSimulated {
			return wrongUse(fmt.Sprintf("--customers takes a number from 1 to %d", maxSimulated))
		}
		if customers > 0 {
			sc.Customers = customers
		}
		if host, _, err := net.SplitHostPort(listen); err != nil || host != "127.0.0.1" && host != "localhost" {
			return wrongUse("--listen takes 127.0.0.1:PORT; the simulated cloud is served on loopback only")
		}
		cloud := simcloud.New(sc, seed, simcloud.Options{Latency: latency, AutoApprove: approve, Story: true})
		server, err := cloud.Listen(ctx, listen, useTLS)
		if err != nil {
			return fault.Wrap(fault.Invalid, err, "can't listen on "+listen+": choose another port, or 0 for any free one").With(fault.CorrectInput)
		}
		defer server.Close()
		line := map[string]string{"loginUrl": server.Endpoints.Login, "graphUrl": server.Endpoints.Graph,
			"partnerCenterUrl": server.Endpoints.PartnerCenter, "azureUrl": server.Endpoints.Azure,
			"clientId": simcloud.ClientID, "tenantId": simcloud.TenantID, "username": simcloud.Username}
		if useTLS {
			line["caFile"] = server.CAFile
		}
		if err := json.NewEncoder(st.env.Out).Encode(line); err != nil {
			return fmt.Errorf("print the addresses: %w", err)
		}
		<-ctx.Done()
		return nil
	})
	f := c.Flags()
	f.StringVar(&listen, "listen", "127.0.0.1:0", "address of the sign-in service; the other services get ports of their own")
	f.IntVar(&customers, "customers", 0, "how many customers (0: as the scenario says)")
	f.Uint64Var(&seed, "seed", 1, "the same seed gives the same cloud")
	f.StringVar(&scenario, "scenario", "demo", "one of "+strings.Join(simcloud.ScenarioNames(), ", "))
	f.DurationVar(&latency, "latency", 0, "time that every answer takes, such as 50ms")
	f.BoolVar(&approve, "auto-approve", false, "sign-ins are approved at once, without a page")
	f.BoolVar(&useTLS, "tls", false, "serve https under a certificate authority of its own")
	return c
}
