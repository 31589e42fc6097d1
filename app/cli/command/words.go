package command

import (
	"fmt"
	"unicode/utf8"

	"tenantry/app/cli/term"
	"tenantry/backend/message"
)

// healthSigns are the health states in words, with a sign that needs no colour.
var healthSigns = map[string]string{"outage": "cli_health_outage", "degraded": "cli_health_degraded", "advisory": "cli_health_advisory",
	"healthy": "cli_health_healthy", "unknown": "cli_health_unknown"}

// HealthSign is a health state in words, with a sign that needs no colour.
func HealthSign(state string) message.Message { return message.Message{Key: healthSigns[state]} }

// PaddedHealthSign is HealthSign in a column that fits all of them.
func PaddedHealthSign(io *term.IO, state string) string {
	columns := 0
	for _, key := range healthSigns {
		columns = max(columns, utf8.RuneCountInString(io.Word(key)))
	}
	return fmt.Sprintf("%-*s", columns+2, io.Words(HealthSign(state)))
}

// Known is a word of the contract for people. A word that is not in the list is from a newer version, or
// from Microsoft: it is said as it is.
func Known(words map[string]string, word string) message.Message {
	if key, ok := words[word]; ok {
		return message.Message{Key: key}
	}
	return message.Verbatim(word)
}
