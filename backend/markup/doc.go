// Package markup judges foreign HTML, and is the only place that does: what Microsoft's posts may hold when they are
// read from the wire, and again when what an older version kept is handed to a reader.
package markup
