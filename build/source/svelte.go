package source

import (
	"regexp"
	"strings"
)

var (
	scriptBlock = regexp.MustCompile(`(?s)<script\b([^>]*)>(.*?)</script>`)
	styleBlock  = regexp.MustCompile(`(?s)<style\b[^>]*>(.*?)</style>`)
	htmlComment = regexp.MustCompile(`(?s)<!--.*?-->`)
	cssComment  = regexp.MustCompile(`(?s)/\*.*?\*/`)
	notNewline  = regexp.MustCompile(`[^\n]`)
)

// Script is TypeScript of a file: all of it, or one of a component's blocks.
type Script struct {
	Module bool // its exports can be imported
	Tokens []Token
}

// Scripts is the TypeScript of a file, without comments.
func (f *File) Scripts() []Script {
	if !f.Svelte() {
		return []Script{{Module: true, Tokens: Tokens(f.Text, 1)}}
	}
	var out []Script
	for _, at := range scriptBlock.FindAllStringSubmatchIndex(f.Text, -1) {
		line := 1 + strings.Count(f.Text[:at[4]], "\n")
		out = append(out, Script{strings.Contains(f.Text[at[2]:at[3]], "module"), Tokens(f.Text[at[4]:at[5]], line)})
	}
	return out
}

// AllTokens is the tokens of every script of the file, and of its markup: an apostrophe in a text begins no string.
func (f *File) AllTokens() []Token {
	var out []Token
	for _, s := range f.Scripts() {
		out = append(out, s.Tokens...)
	}
	return append(out, Tokens(strings.ReplaceAll(f.Markup(), "'", " "), 1)...)
}

// Markup is a component's markup: scripts, styles and comments are blank, so lines keep their numbers.
func (f *File) Markup() string {
	if !f.Svelte() {
		return ""
	}
	return blank(blank(blank(f.Text, scriptBlock), styleBlock), htmlComment)
}

// Styles is the style sheet of a file, or a component's: all else is blank, so lines keep their numbers.
func (f *File) Styles() string {
	if !f.Svelte() {
		return blank(f.Text, cssComment)
	}
	var out strings.Builder
	end := 0
	for _, at := range styleBlock.FindAllStringSubmatchIndex(f.Text, -1) {
		out.WriteString(notNewline.ReplaceAllString(f.Text[end:at[2]], " "))
		out.WriteString(blank(f.Text[at[2]:at[3]], cssComment))
		end = at[3]
	}
	return out.String()
}

func blank(text string, what *regexp.Regexp) string {
	return what.ReplaceAllStringFunc(text, func(s string) string { return notNewline.ReplaceAllString(s, " ") })
}
