// Package folder does what is another thing on each system: to remove a folder with all that lies in it, to wait until
// its names are on disk, and to open a file that might be anything. It knows nothing of what lies there. Whoever keeps something
// on the disk uses it.
package folder
