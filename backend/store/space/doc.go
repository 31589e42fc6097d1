// Package space says whether a folder's disk still has room, before somebody writes who could not bear to hear it
// later. Who calls it: badgerstore, whose database grows through mapped files: to those a full disk is no error but a
// signal that ends the process.
package space
