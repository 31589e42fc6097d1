// Package changes is the commands about what changed: changes and history.
package changes
