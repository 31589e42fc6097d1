package cli

import (
	"strings"

	"tenantry/app/cli/command"
	"tenantry/backend/message"
)

// language is the language of this command line's texts: what --language says, else what the process that
// asks speaks, else what the environment says. It is wanted before the flags are parsed, because what the
// flags are is one of the texts.
func (e *Env) language() message.Language {
	chosen := message.Language("")
	for i, arg := range e.Args {
		if arg == "--" { // what follows are no flags
			break
		}
		value, isFlag := strings.CutPrefix(arg, "--language")
		switch {
		case isFlag && value == "" && i+1 < len(e.Args):
			value = e.Args[i+1]
		case isFlag && strings.HasPrefix(value, "="):
			value = value[1:]
		default:
			continue
		}
		if l, ok := message.ParseLanguage(value); ok {
			chosen = l
		}
	}
	switch {
	case chosen != "":
		return chosen
	case e.Language != "":
		return e.Language
	}
	return message.LanguageOf(e.Getenv)
}

// languageFlag is the value of --language. language has read it already; here a wrong one is refused.
type languageFlag struct{ said string }

func (f *languageFlag) String() string { return f.said }
func (f *languageFlag) Type() string   { return "string" }

func (f *languageFlag) Set(text string) error {
	if _, ok := message.ParseLanguage(text); !ok {
		return badLanguage{text}
	}
	f.said = text
	return nil
}

// badLanguage says of a word that it names no language of ours.
type badLanguage struct{ text string }

func (e badLanguage) Error() string { return e.message().String() }

func (e badLanguage) message() message.Message {
	var names []string
	for _, l := range message.Languages() {
		names = append(names, string(l))
	}
	return message.Of("cli_use_language", "word", command.Quoted(e.text), "names", strings.Join(names, ", "))
}
