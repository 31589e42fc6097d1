package login

import (
	"fmt"
	"net/http"
	"time"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/world"
)

// signInError is an error of the identity platform: api/facts.md 3.4.
type signInError struct {
	code     int // AADSTS number
	error    string
	suberror string
	text     string
	claims   string
	status   int           // 0: 400
	wait     time.Duration // 0: none is named
}

// The errors that this cloud gives. Clients react to error and word things by the number.
var (
	errNoConsent       = signInError{code: 65001, error: "invalid_grant", suberror: "consent_required", text: "The user or administrator has not consented to use the application with ID '" + world.ClientID + "' named 'Tenantry'. Send an interactive authorization request for this user and resource."}
	errBlocked         = signInError{code: 53003, error: "invalid_grant", suberror: "message_only", text: "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.", claims: `{"access_token":{"capolids":{"essential":true,"values":["5f8d3d64-3b0f-4c6e-9c5e-2f4e1f4b7c11"]}}}`}
	errWantsMFA        = signInError{code: 50076, error: "invalid_grant", suberror: "basic_action", text: "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '%s'.", claims: `{"access_token":{"capolids":{"essential":true,"values":["c0ffee00-7a1d-4f0e-9d57-6b0d3b7a9e10"]}}}`}
	errNotInTenant     = signInError{code: 50020, error: "invalid_grant", text: "User account '" + world.Username + "' from identity provider 'https://sts.windows.net/" + world.PartnerID + "/' does not exist in the tenant and cannot access the application '" + world.ClientID + "' in that tenant. The account needs to be added as an external user in the tenant first."}
	errNoTenant        = signInError{code: 90002, error: "invalid_request", text: "Tenant '%s' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud."}
	errBadTenant       = signInError{code: 900023, error: "invalid_request", text: "Specified tenant identifier '%s' is neither a valid DNS name, nor a valid external domain."}
	errRevoked         = signInError{code: 50173, error: "invalid_grant", suberror: "bad_token", text: "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password."}
	errTokenTooOld     = signInError{code: 700082, error: "invalid_grant", suberror: "bad_token", text: "The refresh token has expired due to inactivity. The token was inactive for 90.00:00:00."}
	errBadGrant        = signInError{code: 70000, error: "invalid_grant", text: "Provided grant is invalid or malformed."}
	errCodeUsed        = signInError{code: 54005, error: "invalid_grant", text: "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token."}
	errCodeOld         = signInError{code: 70008, error: "invalid_grant", text: "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource."}
	errVerifier        = signInError{code: 501481, error: "invalid_grant", text: "The Code_Verifier does not match the code_challenge supplied in the authorization request."}
	errNoChallenge     = signInError{code: 9002325, error: "invalid_request", text: "Proof Key for Code Exchange is required for cross-origin authorization code redemption. Send code_challenge with code_challenge_method S256."}
	errRedirect        = signInError{code: 50011, error: "invalid_client", text: "The redirect URI '%s' specified in the request does not match the redirect URIs configured for the application '" + world.ClientID + "'."}
	errUnknownApp      = signInError{code: 700016, error: "unauthorized_client", text: "Application with identifier '%s' was not found in the directory '" + world.PartnerName + "'. This can happen if the application has not been installed by the administrator of the tenant."}
	errSecret          = signInError{code: 700025, error: "invalid_client", text: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.", status: http.StatusUnauthorized}
	errScope           = signInError{code: 70011, error: "invalid_scope", text: "The provided value for the input parameter 'scope' is not valid. The scope %s is not valid."}
	errTwoResources    = signInError{code: 28000, error: "invalid_request", text: "Provided value for the input parameter scope is not valid because it contains more than one resource. Scope %s is not valid."}
	errNoResource      = signInError{code: 500011, error: "invalid_resource", text: "The resource principal named %s was not found in the tenant. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant."}
	errMissing         = signInError{code: 900144, error: "invalid_request", text: "The request body must contain the following parameter: '%s'."}
	errGrantType       = signInError{code: 70003, error: "unsupported_grant_type", text: "The app requested an unsupported grant type '%s'."}
	errResponseType    = signInError{code: 700054, error: "unsupported_response_type", text: "response_type '%s' is not enabled for the application."}
	errResponseMode    = signInError{code: 70007, error: "invalid_request", text: "'%s' is not a supported value of 'response_mode' when requesting a token."}
	errLoginRequired   = signInError{code: 50058, error: "login_required", text: "A silent sign-in request was sent but no user is signed in."}
	errLoop            = signInError{code: 50196, error: "invalid_grant", text: "The server terminated an operation because it encountered a client request loop. Please contact your app vendor."}
	errTenantThrottled = signInError{code: 90055, error: "temporarily_unavailable", text: "The tenant is throttled because there are too many incoming requests.", status: http.StatusTooManyRequests}
	errPending         = signInError{code: 70016, error: "authorization_pending", text: "OAuth 2.0 device flow error. Authorization is pending. Continue polling."}
	errDeclined        = signInError{code: 70020, error: "authorization_declined", text: "The user declined the authorization request."}
	errBadDevice       = signInError{code: 70018, error: "bad_verification_code", text: "Invalid verification code due to user typing in wrong user code for device code flow."}
	errDeviceOld       = signInError{code: 70019, error: "expired_token", text: "Verification code expired. Have the user retry the sign-in."}
	errSlowDown        = signInError{code: 70016, error: "slow_down", text: "The client polls faster than the interval allows. Add five seconds to it."}
)

// about fills the text's gap.
func (e signInError) about(what string) *signInError {
	e.text = fmt.Sprintf(e.text, what)
	return &e
}

func (e signInError) is() *signInError { return &e }

func (e signInError) after(wait time.Duration) *signInError { e.wait = wait; return &e }

func (e *signInError) described() string { return fmt.Sprintf("AADSTS%d: %s", e.code, e.text) }

// answer is the documented body (api/examples auth-v2-error-codes-response.json).
func (e *signInError) answer(q *httpd.Query) httpd.Answer {
	correlation := q.Echo("client-request-id")
	when := q.At.Format("2006-01-02 15:04:05Z")
	body := map[string]any{
		"error":             e.error,
		"error_description": fmt.Sprintf("%s\r\nTrace ID: %s\r\nCorrelation ID: %s\r\nTimestamp: %s", e.described(), q.ID, correlation, when),
		"error_codes":       []int{e.code},
		"timestamp":         when,
		"trace_id":          q.ID,
		"correlation_id":    correlation,
		"error_uri":         fmt.Sprintf("%s/error?code=%d", q.Base(), e.code),
	}
	if e.suberror != "" {
		body["suberror"] = e.suberror
	}
	if e.claims != "" {
		body["claims"] = e.claims
	}
	status := e.status
	if status == 0 {
		status = http.StatusBadRequest
	}
	a := httpd.JSON(status, body)
	if e.wait > 0 {
		a = a.RetryAfter(e.wait)
	}
	return a
}
