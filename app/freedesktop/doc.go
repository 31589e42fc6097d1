// Package freedesktop shows notifications on a Linux desktop: org.freedesktop.Notifications over the session bus. It
// knows no alert and no window. On other systems it is empty.
//
// Wails has this too, but takes a notification that was put away for one that was pressed, and lets the text be markup.
package freedesktop
