package graph

import (
	"net/http"
	"slices"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func TestThePartnersTenantTellsOfTwentyCustomersByOneRequest(t *testing.T) {
	var ids []partner.TenantID
	var replies []reply
	for n := range MaxBatch {
		id := tenantNo(n + 1)
		ids = append(ids, partner.TenantID(id))
		replies = append(replies, ok(id, `{"value":[{"serviceName":"Teams","serviceManagementUrl":"https://admin.teams.microsoft.com/`+id+`"},{"serviceName":"Empty"}]}`))
	}
	replies[3] = failing(string(ids[3]), http.StatusNotFound, nil)
	replies[4] = failing(string(ids[4]), http.StatusForbidden, nil)
	slices.Reverse(replies)
	c, asked := serve(t, always(batchOf(replies...)))
	told, err := c.ServiceManagement(t.Context(), ids)
	if err != nil || len(told) != MaxBatch {
		t.Fatal(len(told), err)
	}
	if want := []string{partnerID + " POST " + home + "/v1.0/$batch"}; !slices.Equal(asked.asked, want) {
		t.Error(asked.asked)
	}
	for n, id := range ids {
		o := partner.LinksPart.In(told[id])
		switch {
		case n == 3: // by contract alone
			if !o.Known() || len(o.Value) != 0 {
				t.Errorf("without a list: %+v", o)
			}
		case n == 4:
			if o.Known() || o.Problem.Kind != fault.Denied {
				t.Errorf("refused: %+v", o)
			}
		case len(o.Value) != 1 || o.Value[0] != partner.Link{Portal: "Teams", URL: "https://admin.teams.microsoft.com/" + string(id), Source: partner.LinkFromGraph}:
			t.Errorf("%d: %+v", n, o)
		}
	}
}

func TestTenantInformationAboutAnotherTenantIsRefused(t *testing.T) {
	mine, other := partner.TenantID(tenantNo(1)), partner.TenantID(tenantNo(2))
	c, _ := serve(t, always(batchOf(ok(string(mine), `{"tenantId":"`+string(other)+`","displayName":"Other"}`),
		ok(string(other), `{"tenantId":"`+string(other)+`","displayName":"Other","defaultDomainName":"other.onmicrosoft.com"}`))))
	told, err := c.TenantInformation(t.Context(), []partner.TenantID{mine, other})
	if err != nil {
		t.Fatal(err)
	}
	if o := partner.TenantInformationPart.In(told[mine]); o.Known() || o.Problem.Kind != fault.Upstream {
		t.Errorf("%+v", o)
	}
	if o := partner.TenantInformationPart.In(told[other]); o.Value.DisplayName != "Other" || !o.Value.Domains[0].IsDefault || !o.Value.Domains[0].IsInitial {
		t.Errorf("%+v", o)
	}
}

func TestARequestForManyThatIsRefusedAsAWholeTellsOfNobody(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) })
	told, err := c.ServiceManagement(t.Context(), []partner.TenantID{contosoID})
	if told != nil || fault.KindOf(err) != fault.Denied {
		t.Error(told, err)
	}
}
