package msauth

import (
	"slices"
	"testing"
)

// The answer names permissions with their resource, without, and OpenID's among them (api/examples).
func TestPermissionsAreReadFromAnyFormOfTheScope(t *testing.T) {
	const answer = "https://graph.microsoft.com/User.Read Directory.Read.All openid profile offline_access 00000003-0000-0000-c000-000000000000/Domain.Read.All https://graph.microsoft.com/.default"
	if got, want := permissionsOf(answer), []string{"User.Read", "Directory.Read.All", "Domain.Read.All"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := permissionsOf(""); got != nil {
		t.Errorf("nothing was said, and %q read of it", got)
	}
}
