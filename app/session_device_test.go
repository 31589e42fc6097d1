package app

import (
	"testing"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/portal"
)

// pages is a window that writes down what it is to open.
type pages struct {
	Shell
	opened []string
}

func (p *pages) OpenURL(address string) error { p.opened = append(p.opened, address); return nil }

func TestOnlyTheDevicePageThatMicrosoftNamedIsOpened(t *testing.T) {
	w := &pages{}
	s := &Session{links: portal.New(), window: &window{Shell: w}}
	if err := s.OpenDevicePage(); fault.KindOf(err) != fault.Missing {
		t.Errorf("no sign-in is under way: %v", err)
	}
	s.signing.show(contract.DeviceCode{VerificationURL: "https://LOGIN.microsoft.com:443/device"})
	if err := s.OpenDevicePage(); err != nil {
		t.Error(err)
	}
	s.signing.show(contract.DeviceCode{VerificationURL: "https://evil.example/device"})
	if err := s.OpenDevicePage(); fault.KindOf(err) != fault.Invalid {
		t.Errorf("a page of a stranger: %v", err)
	}
	if len(w.opened) != 1 || w.opened[0] != "https://login.microsoft.com/device" {
		t.Error(w.opened)
	}
	// The same page is not opened for a post that names it.
	p := &Portal{links: portal.New(), window: &window{Shell: w}}
	if err := p.OpenURL("https://login.microsoft.com/device"); err == nil || len(w.opened) != 1 {
		t.Errorf("a post leads to the device page: %v", w.opened)
	}
}
