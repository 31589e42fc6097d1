package requests

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"tenantry/app/cli/command"
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// byFlag names the wrong fields of a failure by their flags.
func byFlag(err error) error {
	f, ok := fault.As(err)
	if !ok || len(f.Fields) == 0 {
		return err
	}
	return badFields(f.Fields)
}

// badFields makes one error of what is wrong with each field.
func badFields(fields fault.Fields) error {
	named := fault.Fields{}
	for field, wrong := range fields {
		named[flagOf(field)] = wrong
	}
	var problems []message.Message
	for _, flag := range slices.Sorted(maps.Keys(named)) {
		problems = append(problems, message.Of("field_is", "field", argName(flag), "problem", named[flag]))
	}
	e := fault.New(fault.Invalid, "field_list", "problems", problems)
	e.Fields = named
	return e
}

// argName is how a person names a flag, or an argument that is none.
func argName(flag string) string {
	switch flag {
	case "text", "number":
		return strings.ToUpper(flag)
	case "requestId":
		return "ID"
	}
	return "--" + flag
}

func flagOf(field string) string {
	for _, x := range draftFields {
		if x.name == field {
			return x.flag
		}
	}
	return field
}

// kept says with err that what was written is not lost.
func kept(err error, localID string) error {
	var inner command.Detailed
	out := command.Detailed{Err: err, Doc: map[string]any{"localId": localID},
		Advice: message.Of("cli_advice_kept", "id", localID)}
	if errors.As(err, &inner) {
		out.Lines = inner.Lines
		maps.Copy(out.Doc, inner.Doc)
		if flag, ok := inner.Doc["flag"].(string); ok {
			out.Advice = message.Of("cli_advice_kept_flag", "id", localID, "flag", flag)
		}
	}
	if f, ok := fault.As(err); ok && f.Remedy != fault.CorrectInput { // no network, no delegation: what helps is known
		out.Advice = message.Of("cli_list", "texts", []message.Message{f.Advice(), out.Advice})
	}
	return out
}

// unkept says with err that nothing was kept, and what to do next; no key leaves the advice that err has.
func unkept(err error, next message.Message) error {
	var d command.Detailed
	errors.As(err, &d)
	if next.Key == "" {
		next = d.Advice
	}
	if next.Key == "" {
		next = message.Of("cli_advice_correct")
	}
	d.Err, d.Advice = err, message.Of("cli_list", "texts", []message.Message{message.Of("cli_advice_nothing_kept"), next})
	return d
}
