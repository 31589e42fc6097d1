// Package message owns every sentence that the program says of itself: one catalogue, a folder of files
// per language, that the command line reads here and the window compiles into itself.
//
// Code names a key and what the sentence is about; which language it is said in is decided where it is
// shown. The files are in the format of inlang, which Paraglide reads too. A third language is one more
// folder and nothing else.
//
// It must not know who speaks: it imports nothing of ours and keeps no state but the files. fault, partner
// and whoever finds something wrong make messages; the faces show them.
package message
