// Package msauth owns the sign-in at the Microsoft identity platform: the authorization code flow with
// PKCE on a loopback redirect, the device code as the fallback, one access token per tenant and
// audience, the rotation of the refresh token, and what each AADSTS code means for a person.
//
// One refresh token serves every customer's tenant (api/facts.md 3.3). It is the only thing that is
// kept, by a [Keeper] that seals it; access tokens live in memory. Which refresh token is used:
//
//  1. A refresh token is used only once it is kept. Every redemption brings a new one; it is kept
//     before the access token that came with it is given out, and only then replaces the old one in
//     memory. If it can't be kept, that call fails and the old one, which Microsoft doesn't revoke,
//     stays both in memory and on disk.
//  2. Writing is shared: while one write runs, all that arrive wait for one more, which keeps the
//     newest of them. So 10,000 customers cost as many writes as fit into the time that their
//     redemptions take, not 10,000 in a row. An older token is never written over a newer one, and
//     none of an earlier sign-in over a later one.
//
// No token, code or verifier is put into an error or a log; what the token endpoint answers is quoted
// only as far as [fault] has fields for it. msauth must not know any resource beyond its scope, nor
// where the sign-in is kept. It alone imports golang.org/x/oauth2. The wiring calls it; a Credential is
// the TokenSource of package transport.
package msauth
