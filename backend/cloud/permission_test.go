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

func TestAPermissionThatReachesFurtherIsEnough(t *testing.T) {
	p := cloud.Permission{API: cloud.GraphAPI, Scope: "Directory.Read.All"}
	for name, enough := range map[string]bool{"Directory.Read.All": true, "directory.read.all": true, "Directory.ReadWrite.All": true,
		"Directory.Read": false, "Domain.Read.All": false} {
		if p.In([]string{"User.Read", name}) != enough {
			t.Errorf("%s: not %v", name, enough)
		}
	}
	if p.In(nil) {
		t.Error("nothing granted it")
	}
}
