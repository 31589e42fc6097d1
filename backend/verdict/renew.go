package verdict

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"tenantry/backend/fault"
)

// published is where Microsoft publishes its list, and what the national clouds are called there.
const published = "endpoints.office.com"

var instances = map[string]string{"global": "worldwide", "usgov": "USGOVGCCHigh", "usgovdod": "USGOVDoD", "china": "China"}

// What is read of an answer at most: today's has 60 kB and 100 sets.
const maxPublished, maxSets = 4 << 20, 2000

// set is an endpoint set as Microsoft publishes it.
type set struct {
	Area     string   `json:"serviceArea"`
	URLs     []string `json:"urls"`
	Ports    string   `json:"tcpPorts"`
	Required bool     `json:"required"`
}

// Renewed asks Microsoft which of a list's hosts it still publishes. A host that it doesn't gives way to one that it does,
// of the same service; where there is none the service is left without. The list itself is not changed. A national cloud
// that Microsoft publishes nothing of is a fault of kind Invalid; an answer without a host of any area, one of kind Upstream.
func Renewed(ctx context.Context, l List, through http.RoundTripper, now time.Time) (List, error) {
	instance, known := instances[l.Cloud]
	if !known {
		return List{}, fault.New(fault.Invalid, "verdict_renew_custom").With(fault.CorrectInput)
	}
	sets, err := fetch(ctx, instance, through)
	if err != nil {
		return List{}, err
	}
	out := List{Cloud: l.Cloud, Dated: now}
	renewed := 0
	for _, r := range l.Rows {
		if r.Area == "-" {
			out.Rows = append(out.Rows, r)
			continue
		}
		host := inForce(r, sets)
		if host == "" || slices.ContainsFunc(out.Rows, func(o Row) bool { return o.Host == host && o.Service == r.Service }) {
			continue
		}
		renewed++
		out.Rows = append(out.Rows, Row{r.Service, r.Area, host})
	}
	if renewed == 0 {
		return List{}, fault.New(fault.Upstream, "verdict_renew_empty", "host", published)
	}
	return out, nil
}

func fetch(ctx context.Context, instance string, through http.RoundTripper) ([]set, error) {
	id := make([]byte, 16)
	_, _ = rand.Read(id) // never fails
	guid := fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
	at := &url.URL{Scheme: "https", Host: published, Path: "/endpoints/" + instance, RawQuery: url.Values{"clientrequestid": {guid}}.Encode()}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("ask for the list: %w", err)
	}
	resp, err := through.RoundTrip(req) // no redirect is followed: the list comes from this host or not at all
	if err != nil {
		if _, classified := fault.As(err); classified || ctx.Err() != nil {
			return nil, err
		}
		return nil, fault.Wrap(fault.Offline, err, "network_unreachable", "host", published)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fault.New(fault.Upstream, "verdict_renew_status", "host", published, "status", resp.StatusCode)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxPublished+1))
	if err != nil {
		return nil, fault.Wrap(fault.Offline, err, "network_lost", "host", published)
	}
	var sets []set
	if err := json.Unmarshal(body, &sets); err != nil || len(body) > maxPublished || len(sets) > maxSets {
		return nil, fault.New(fault.Upstream, "verdict_renew_unreadable", "host", published)
	}
	return sets, nil
}

// inForce is the row's host if Microsoft still publishes it, by its name or by a pattern, or else the first one of the area
// that everybody needs. An area stands for one service but Common, where no host stands in for another.
func inForce(r Row, sets []set) string {
	other := ""
	for _, s := range sets {
		if s.Area != r.Area || !slices.Contains(strings.Split(strings.ReplaceAll(s.Ports, " ", ""), ","), "443") {
			continue
		}
		for _, name := range s.URLs {
			name = strings.ToLower(name)
			if name == r.Host || strings.HasPrefix(name, "*.") && strings.HasSuffix(r.Host, name[1:]) {
				return r.Host
			}
			if other == "" && s.Required && r.Area != "Common" && plainHost(name) && ofMicrosoft(name) {
				other = name
			}
		}
	}
	return other
}

// plainHost says whether a text is the name of one host and nothing else.
func plainHost(name string) bool {
	if len(name) > 253 || !strings.Contains(name, ".") {
		return false
	}
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > 63 || strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return false
		}
	}
	return true
}

// ofMicrosoft says whether a name lies below one of Microsoft's domains: whatever an answer says, nobody else is asked.
func ofMicrosoft(name string) bool {
	return slices.ContainsFunc([]string{"microsoft.com", "office.com", "office365.com", "outlook.com", "office.net", "sharepoint.com",
		"onedrive.com", "microsoftonline.com", "office365.us", "microsoft.us", "microsoftonline.us", "outlook.cn", "partner.outlook.cn",
		"microsoftonline.cn", "sharepoint.cn", "chinacloudapi.cn"}, func(domain string) bool { return name == domain || strings.HasSuffix(name, "."+domain) })
}
