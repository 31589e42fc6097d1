// Package official checks that Microsoft's own clients can work against the simulated cloud: MSAL for Go
// signs in by device code and gets a customer's token silently, the Graph SDK for Go reads every resource that
// Tenantry reads, and the Azure SDK for Go lists subscriptions and opens, changes and answers support tickets.
//
// It is a module of its own, because the SDK takes about two minutes to compile and the product must not depend on
// it. Run it with: GOFLAGS=-p=1 go test ./...
package official
