// Package profilename owns what a profile may be called: its name is a folder and a file on every system, and an
// account in a keychain. There is this one rule.
//
// It must not know what lies in a profile. Who calls it: app, backend/secret.
package profilename
