// Package home owns where everything lies that the program keeps, and that nobody else reaches it: the default place,
// its move when it changed, folders that others may write in or that hold pipes and devices, and what the process itself would give away.
//
// It must not know what lies in a profile. Who calls it: app, before it opens anything, and main.
package home
