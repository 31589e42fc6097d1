package verdict

import (
	_ "embed"
	"net/url"
	"slices"
	"time"

	"tenantry/backend/cloud"
)

//go:embed endpoints.txt
var endpointsText string

// Row is a host that stands for a service.
type Row struct {
	Service Service
	Area    string // of Microsoft's list that publishes it; "-": none does
	Host    string
}

// List is the hosts of one national cloud.
type List struct {
	Cloud string
	Dated time.Time // when the rows were true; zero: always, a custom cloud's own
	Rows  []Row
}

// Target is an address that is tried, once, for a service.
type Target struct {
	Service Service
	At      *url.URL
	Inside  bool // it may lie in a private network
}

// Own is the program's list for a national cloud; empty where there is none.
func Own(name string) List {
	l := List{Cloud: name}
	for _, fields := range rows(endpointsText) {
		switch {
		case fields[0] == "dated":
			l.Dated, _ = time.Parse(time.DateOnly, fields[1]) // a test reads it
		case fields[0] == name && len(fields) == 4:
			l.Rows = append(l.Rows, Row{Service(fields[1]), fields[2], fields[3]})
		}
	}
	if len(l.Rows) == 0 {
		return List{Cloud: name} // what there is not has no date
	}
	return l
}

// mostTargets bounds how many hosts a verdict tries.
const mostTargets = 8

// Targets are what is tried in a cloud whose list this is. A custom cloud's are its own addresses, and there is no witness:
// it may stand in a room without an internet.
func (l List) Targets(at cloud.Endpoints) []Target {
	if at.Name == "custom" {
		return []Target{{SignIn, at.Login, true}, {Graph, at.Graph, true}, {"partnercenter", at.PartnerCenter, true}, {"azure", at.Azure, true}}
	}
	var all []Target
	for _, r := range l.Rows {
		all = append(all, Target{Service: r.Service, At: &url.URL{Scheme: "https", Host: r.Host, Path: "/"}})
	}
	// The witness is never the one that is too many.
	slices.SortStableFunc(all, func(a, b Target) int {
		switch {
		case a.Service == Witness && b.Service != Witness:
			return -1
		case b.Service == Witness && a.Service != Witness:
			return 1
		}
		return 0
	})
	return all[:min(len(all), mostTargets)]
}
