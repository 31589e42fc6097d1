// Package folder does to folders what is another thing on each system: to remove one with all that lies in it, and to
// wait until its names are on disk. It knows nothing of what lies there. Whoever keeps something
// on the disk uses it.
package folder
