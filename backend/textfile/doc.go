// Package textfile reads text in whatever encoding people's programs save it: UTF-8 with or without a byte order mark,
// UTF-16 as a shell's > and old spreadsheets write it, Windows-1252 as their "CSV" still is. What is no text is said to
// be what it is.
//
// It knows faults and messages, and not what the text is for. Who calls it: customerexport, app/connection, app/cli.
package textfile
