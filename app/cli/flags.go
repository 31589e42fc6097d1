package cli

import (
	"errors"
	"regexp"

	"github.com/spf13/cobra"

	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// flagErrors are what the library says of flags that are wrong, in English, and the sentences that say the
// same.
var flagErrors = []struct {
	said *regexp.Regexp
	as   func(words []string) message.Message
}{
	{regexp.MustCompile(`^unknown flag: (--.*)$`), func(w []string) message.Message { return message.Of("cli_flag_unknown", "flag", w[1]) }},
	{regexp.MustCompile(`^unknown shorthand flag: '(.+)' in (-.*)$`), func(w []string) message.Message {
		return message.Of("cli_flag_unknown_short", "letter", w[1], "word", w[2])
	}},
	{regexp.MustCompile(`^flag needs an argument: (.+)$`), func(w []string) message.Message { return message.Of("cli_flag_needs_value", "flag", w[1]) }},
	{regexp.MustCompile(`^bad flag syntax: (.+)$`), func(w []string) message.Message { return message.Of("cli_flag_syntax", "word", w[1]) }},
	{invalid(`strconv\.ParseInt: parsing ".*": invalid syntax`), func(w []string) message.Message {
		return message.Of("cli_flag_whole", "value", w[1], "flag", w[2])
	}},
	{invalid(`strconv\.ParseUint: parsing ".*": invalid syntax`), func(w []string) message.Message {
		return message.Of("cli_flag_positive", "value", w[1], "flag", w[2])
	}},
	{invalid(`strconv\.ParseBool: parsing ".*": invalid syntax`), func(w []string) message.Message {
		return message.Of("cli_flag_bool", "value", w[1], "flag", w[2])
	}},
	{invalid(`time: invalid duration ".*"`), func(w []string) message.Message {
		return message.Of("cli_flag_duration", "value", w[1], "flag", w[2])
	}},
}

func invalid(why string) *regexp.Regexp {
	return regexp.MustCompile(`^invalid argument "(.*)" for "(.+)" flag: ` + why + `$`)
}

// wrongFlag is what the library says of a command line as a failure of ours. A sentence is taken only where
// its English is what the library said, so that a newer library can't be misquoted.
func wrongFlag(err error) error {
	if bad := (badLanguage{}); errors.As(err, &bad) {
		return said(bad.message())
	}
	if bad := (term.BadFilter{}); errors.As(err, &bad) {
		return said(bad.Message())
	}
	for _, e := range flagErrors {
		words := e.said.FindStringSubmatch(err.Error())
		if words == nil {
			continue
		}
		if m := e.as(words); m.String() == err.Error() {
			return said(m)
		}
	}
	return said(message.Verbatim(err.Error()))
}

func said(m message.Message) error { return fault.Say(fault.Invalid, m).With(fault.SeeHelp) }

// noArgsOf is what the library's own commands say of a word too many.
func noArgsOf(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return command.WrongUse("cli_use_unknown_for", "word", command.Quoted(args[0]), "command", c.CommandPath())
}
