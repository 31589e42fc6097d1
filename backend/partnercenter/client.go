package partnercenter

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/wire"
)

// Client reads Partner Center, and adds notes to service requests. It is safe for concurrent use.
type Client struct {
	base   *url.URL
	client *http.Client
	now    func() time.Time
}

// New makes a client. Base is the service's root without a version
// (https://api.partnercenter.microsoft.com); client adds the token of the partner's tenant.
func New(base *url.URL, client *http.Client) *Client {
	return &Client{base: base.JoinPath("v1"), client: client, now: time.Now}
}

func (c *Client) url(path, query string) *url.URL {
	u := c.base.JoinPath(path)
	u.RawQuery = query
	return u
}

// get reads one address; more are headers that a link asked for. An answer that is no success is a fault.
func (c *Client) get(ctx context.Context, u *url.URL, more http.Header) (wire.Answer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return wire.Answer{}, fault.Wrap(fault.Internal, err, "service_request_unmade")
	}
	for k, v := range more {
		req.Header[k] = v
	}
	introduce(req)
	a, err := wire.Do(c.client, req)
	if err == nil && !a.OK() {
		err = refused(a, c.now())
	}
	return a, err
}

// introduce sets the headers that every request has (api/facts.md 2.0).
func introduce(req *http.Request) {
	req.Header.Set("Accept", "application/json")
	req.Header.Set("X-Locale", "en-US")
	req.Header.Set("MS-Contract-Version", "v1")
	req.Header.Set("MS-PartnerCenter-Application", "Tenantry")
}

// read reads one resource into a value.
func (c *Client) read(ctx context.Context, u *url.URL, into any) error {
	a, err := c.get(ctx, u, nil)
	if err != nil {
		return err
	}
	return a.Decode(into)
}

// refused turns an answer that is no success into a fault. Partner Center has three error bodies
// (api/facts.md 0.7): its own, that of its throttle, and problem details.
func refused(a wire.Answer, now time.Time) *fault.Error {
	var body struct {
		Code        wire.Text `json:"code"`
		Description wire.Text `json:"description"`
		Message     wire.Text `json:"message"`
		Title       wire.Text `json:"title"`
		Detail      wire.Text `json:"detail"`
	}
	_ = a.Decode(&body) // what can't be read leaves the status to speak for itself
	var words []string
	for _, t := range []wire.Text{body.Description, body.Message, body.Title, body.Detail} {
		if t != "" {
			words = append(words, string(t))
		}
	}
	id := a.Header.Get("MS-RequestId")
	if id == "" {
		id = a.Header.Get("MS-CorrelationId")
	}
	k, known := codes[wire.OneLine(string(body.Code), 40)]
	if k.kind == fault.Denied || !known && body.Code != "" && a.Status == http.StatusUnauthorized {
		a.Status = http.StatusForbidden // Partner Center answers 401 to whom it knows and lets do less: no sign-in ends that
	}
	e := wire.Refusal{Service: "Partner Center", Code: wire.OneLine(string(body.Code), 40), Text: strings.Join(words, ", "),
		RequestID: wire.OneLine(id, 64)}.Fault(a, now)
	if known {
		e.Kind, e.Remedy = k.kind, k.remedy
		if e.Code == mfaMissing {
			e.Claims = mfaClaims
		}
		if k.key != "" {
			e.Message = message.Of(k.key)
		}
	}
	return e
}

// mfaMissing is the code of a token without multi-factor authentication (api/facts.md 2.13). The service sends no
// challenge; mfaClaims is the one that makes Microsoft's sign-in ask for the second factor.
const (
	mfaMissing = "900421"
	mfaClaims  = `{"access_token":{"amr":{"essential":true,"values":["mfa"]}}}`
)

// ofOwn says of a refused list of all customers that it is the account's own role in Partner Center that is
// missing, and no delegation; without a commerce relationship there is no such list.
func ofOwn(err error) error {
	switch f, _ := fault.As(err); {
	case f == nil:
	case f.Code == noCommerce:
		f.Kind = fault.Missing
	case f.Remedy == fault.AssignRole:
		f.Remedy = fault.PartnerRole
	}
	return err
}

const noCommerce = "20002"

// codes are the error codes that say more than the status (api/facts.md 2.0).
var codes = map[string]struct {
	kind   fault.Kind
	remedy fault.Remedy
	key    string
}{
	"400":      {fault.Denied, fault.AssignRole, "service_user_denied"},
	"1000":     {fault.Missing, fault.CheckDelegation, ""},
	"1002":     {fault.Denied, fault.AssignRole, ""},
	"2032":     {fault.Denied, fault.AssignRole, ""},
	"3000":     {fault.Invalid, fault.ReportBug, ""},
	noCommerce: {fault.Denied, fault.CheckDelegation, "service_no_commerce"},
	"60003":    {fault.Missing, fault.CheckDelegation, "service_unknown_tenant"},
	"800001":   {fault.SignIn, fault.SignInAgain, "service_no_token"},
	"900150":   {fault.Denied, fault.AssignRole, "service_role_lacks"},
	mfaMissing: {fault.SignIn, fault.SignInAgain, "service_demands_mfa"},
}
