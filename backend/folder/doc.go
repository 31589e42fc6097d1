// Package folder removes folders with all that lies in them. It knows nothing of what that is. Whoever keeps something
// on the disk uses it.
package folder
