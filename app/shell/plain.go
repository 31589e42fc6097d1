package shell

import "strings"

// plain is a text in which nothing can be taken for the end of it. On Windows the library below Wails sets it into XML as it
// is and, where the system's own way fails, that into a script of PowerShell, which would run what stands in $( ).
func plain(text string) string { return unquoted.Replace(text) }

var unquoted = strings.NewReplacer("]]>", "]] >", "$", "＄", "`", "'", `"`, "'", "“", "'", "”", "'", "„", "'", "\r", " ", "\x00", " ")
