package simcloud

import (
	"slices"
	"strings"
	"testing"

	"tenantry/backend/simcloud/world"
)

func TestMessagesAreThoseOfTheCustomerWithWhatTheUserDid(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	const path = "/admin/serviceAnnouncement/messages"
	lists, read, unread := map[string]bool{}, 0, 0
	var with, file string
	for i := range 60 {
		tenant := c.cloud.world.ID(i)
		if c.cloud.customers.Access(i) != world.Open {
			continue
		}
		rows, _ := c.everyRow(tenant, path)
		var ids []string
		for _, r := range rows {
			ids = append(ids, r["id"].(string))
			view := r["viewPoint"].(map[string]any)
			if view["isRead"] == true {
				read++
			} else {
				unread++
			}
			if r["hasAttachments"] == true {
				with, file = tenant, path+"/"+r["id"].(string)+"/attachments"
			} else if got, _ := c.everyRow(tenant, path+"/"+r["id"].(string)+"/attachments"); len(got) != 0 {
				t.Errorf("a message without attachments has %v", got)
			}
		}
		if len(ids) < 3 || !slices.Contains(ids, "MC812345") {
			t.Errorf("customer %d has the messages %v", i, ids)
		}
		lists[strings.Join(ids, " ")] = true
	}
	if len(lists) < 10 || read == 0 || unread == 0 || with == "" {
		t.Fatalf("%d different lists, %d read, %d not, with a file: %q", len(lists), read, unread, with)
	}
	files, _ := c.everyRow(with, file)
	if len(files) != 1 || files[0]["contentType"] != "application/csv" || files[0]["content"] != nil {
		t.Fatalf("attachments %v", files)
	}
	id := files[0]["id"].(string)
	if one := c.want(c.graph(with, file+"/"+id), 200).json(t); one["name"] != files[0]["name"] {
		t.Errorf("attachment %v", one)
	}
	if r := c.want(c.graph(with, file+"/"+id+"/content"), 200); float64(len(r.body)) != files[0]["size"] {
		t.Errorf("%d bytes, said to be %v", len(r.body), files[0]["size"])
	}
	for _, path := range []string{file + "/x", file + "/x/content", path + "/none/attachments"} {
		c.want(c.graph(with, path), 404)
	}
}

func TestEveryStatusOfARelationshipComes(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	const path = "/tenantRelationships/delegatedAdminRelationships"
	rows, _ := c.everyRow(TenantID, path)
	byStatus := map[string]map[string]any{}
	for _, r := range rows {
		byStatus[r["status"].(string)] = r
	}
	for _, status := range []string{"created", "approvalPending", "approved", "activating", "active", "expiring", "expired", "terminationRequested", "terminating", "terminated"} {
		r := byStatus[status]
		if r == nil {
			t.Errorf("no relationship is %s", status)
			continue
		}
		before := slices.Contains([]string{"created", "approvalPending", "approved", "activating"}, status)
		if (r["activatedDateTime"] == nil) != before || (r["endDateTime"] == nil) != before {
			t.Errorf("%s: activated %v, ends %v", status, r["activatedDateTime"], r["endDateTime"])
		}
		below := path + "/" + r["id"].(string)
		if assigned, _ := c.everyRow(TenantID, below+"/accessAssignments"); before && len(assigned) != 0 {
			t.Errorf("%s: assignments %v", status, assigned)
		}
		asked, _ := c.everyRow(TenantID, below+"/requests")
		terminates := slices.ContainsFunc(asked, func(a map[string]any) bool { return a["action"] == "terminate" })
		if (len(asked) == 0) != (status == "created") || terminates != strings.HasPrefix(status, "terminat") {
			t.Errorf("%s: requests %v", status, asked)
		}
	}
}

func TestSeveralGroupsWorkUnderARelationship(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	const path = "/tenantRelationships/delegatedAdminRelationships"
	rows, _ := c.everyRow(TenantID, asked(path, "$filter=status eq 'active'"))
	states, most, extended := map[any]bool{}, 0, false
	for _, r := range rows[:80] {
		below := path + "/" + r["id"].(string)
		assigned, _ := c.everyRow(TenantID, below+"/accessAssignments")
		groups := map[any]bool{}
		for _, a := range assigned {
			groups[a["accessContainer"].(map[string]any)["accessContainerId"]] = true
			states[a["status"]] = true
			if len(a["accessDetails"].(map[string]any)["unifiedRoles"].([]any)) == 0 {
				t.Errorf("an assignment without a role: %v", a)
			}
		}
		if len(groups) != len(assigned) {
			t.Errorf("%d groups in %d assignments", len(groups), len(assigned))
		}
		most = max(most, len(groups))
		done, _ := c.everyRow(TenantID, below+"/operations")
		for _, o := range done {
			extended = extended || o["operationType"] == "delegatedAdminRelationshipUpdate"
			if one := c.want(c.graph(TenantID, below+"/operations/"+o["id"].(string)), 200).json(t); one["status"] != o["status"] {
				t.Errorf("operation %v", one)
			}
		}
		if len(done) < len(assigned) {
			t.Errorf("%d operations made %d assignments", len(done), len(assigned))
		}
	}
	if most < 3 || !extended || !states["active"] || !states["pending"] || !states["error"] {
		t.Errorf("at most %d groups, extended %v, states %v", most, extended, states)
	}
	for _, what := range []string{"accessAssignments", "operations", "requests"} {
		c.want(c.graph(TenantID, path+"/"+rows[0]["id"].(string)+"/"+what+"/none"), 404)
		c.want(c.graph(TenantID, path+"/none/"+what), 404)
	}
}
