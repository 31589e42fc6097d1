// Package doctor owns the command that checks what Tenantry stands on.
//
// It must not know how anything is checked.
//
// Who calls it: app/cli.
package doctor
