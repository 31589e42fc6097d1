package app

import (
	"testing"

	"tenantry/backend/fault"
)

// A proxy is changed under a sign-in that goes on, is still there after a restart, and no answer holds its password.
func TestTheProxyIsChangedAndKept(t *testing.T) {
	for _, name := range []string{"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "REQUEST_METHOD"} {
		t.Setenv(name, "")
	}
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		for _, wrong := range []string{"ftp://proxy:1", "http://proxy:1/path"} {
			if err := a.Network.SetProxy(wrong); fault.KindOf(err) != fault.Invalid {
				t.Errorf("%s: %v", wrong, err)
			}
		}
		if p, err := a.Network.Proxy(); err != nil || p.Address != "" || p.Source == "setting" {
			t.Errorf("%+v, %v", p, err)
		}
		if err := a.Network.SetProxy(" http://ada:hunter2@proxy.example:8080 "); err != nil {
			t.Fatal(err)
		}
		if _, err := a.SyncNow(t.Context(), "", true, nil); err != nil {
			t.Errorf("the sign-in does not go on: %v", err)
		}
		stop(t, a)
		a = o.start(t)
		defer stop(t, a)
		s := a.Session.Status()
		if p, err := a.Network.Proxy(); err != nil || p.Source != "setting" || p.Address != "http://proxy.example:8080" && s.LoginURL == "" || !s.SignedIn {
			t.Errorf("%+v, %v; %+v", p, err, s)
		}
		if err := a.Network.Try(); err != nil {
			t.Error(err)
		}
		if err := a.Network.SetProxy(""); err != nil {
			t.Fatal(err)
		}
		if p, err := a.Network.Proxy(); err != nil || p.Source == "setting" {
			t.Errorf("%+v, %v", p, err)
		}
	})
}

func TestNobodyIsSignedInAndTheProxyIsKeptForTheSignInToCome(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a := o.start(t)
		defer stop(t, a)
		if err := a.Network.SetProxy("http://proxy.example:8080"); err != nil {
			t.Fatal(err)
		}
		if p, err := a.Network.Proxy(); err != nil || p.Source != "setting" || p.Address != "http://proxy.example:8080" {
			t.Errorf("%+v, %v", p, err)
		}
		if err := a.Network.Try(); fault.KindOf(err) != fault.SignIn {
			t.Errorf("%v", err)
		}
	})
}
