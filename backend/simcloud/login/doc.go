// Package login is the simulated identity platform: authorization codes, device codes, refresh tokens, one
// access token per tenant and resource, discovery, and the pages on which a person signs in; with the
// AADSTS errors of api/facts.md 3.
//
// It must not know what the services do with a token. It keeps the sign-ins under way; what is signed is
// package token's. Only simcloud calls it.
package login
