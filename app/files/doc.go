// Package files writes files where the user of a window says, and shows where they lie.
package files
