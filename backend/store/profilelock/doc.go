// Package profilelock lets one process at a time into a profile. The lock is the operating system's: it ends with the
// process, however that ends, and leaves no file.
//
// It knows fault. Who calls it: app's wiring, before anything of the profile is opened.
package profilelock
