// Package health owns the commands about service health: health and incidents.
//
// It must not know how a state is judged, nor how the profile is opened.
//
// Who calls it: app/cli.
package health
