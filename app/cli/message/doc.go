// Package message owns the command that writes messages about an incident to customers: message.
//
// It must not know how a message is worded, nor how the profile is opened.
//
// Who calls it: app/cli.
package message
