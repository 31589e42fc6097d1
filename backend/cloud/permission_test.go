package cloud_test

import (
	"os"
	"strings"
	"testing"

	"tenantry/backend/cloud"
)

func TestTheREADMENamesEveryPermission(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range cloud.Permissions() {
		if !strings.Contains(string(readme), "`"+p.Scope+"`") {
			t.Errorf("README.md tells newcomers to register the app without %s", p.Scope)
		}
	}
}
