// Package simulate owns the command that serves the simulated Microsoft cloud on loopback, for tests and
// training.
//
// It must not know what the cloud answers (backend/simcloud does), and opens no profile.
//
// Who calls it: app/cli.
package simulate
