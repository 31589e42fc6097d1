package term

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/itchyny/gojq"

	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// Filter is the value of --jq: an expression in jq's language, which takes the JSON document's place with what it
// makes of it, one JSON value a line or more.
type Filter struct {
	text string
	code *gojq.Code
}

// String is the expression.
func (f *Filter) String() string { return f.text }

// Type is what the flag takes.
func (f *Filter) Type() string { return "string" }

// Set reads the expression.
func (f *Filter) Set(text string) error {
	q, err := gojq.Parse(text)
	if err != nil {
		return BadFilter{text, err}
	}
	f.text = text
	f.code, err = gojq.Compile(q)
	if err != nil {
		return BadFilter{text, err}
	}
	return nil
}

// BadFilter says that an expression is none.
type BadFilter struct {
	text  string
	cause error
}

// Error is what is wrong, in English.
func (b BadFilter) Error() string { return b.Message().String() }

// Message is what is wrong.
func (b BadFilter) Message() message.Message {
	return message.Of("cli_use_jq", "text", OneLine(Clean(b.text)), "cause", OneLine(Clean(b.cause.Error())))
}

// Print writes v as the one JSON document, or what --jq makes of it. It is the same in every language.
func (o *IO) Print(v any) error { return o.encode(v, "  ") }

// PrintLine is Print on one line, where a document stands for each line of the input.
func (o *IO) PrintLine(v any) error { return o.encode(v, "") }

// Document writes a value into a file as Print writes it.
func Document(w io.Writer, v any) error { return write(w, v, "  ") }

func (o *IO) encode(v any, indent string) error {
	if o.Filter.code == nil {
		return write(o.Out, v, indent)
	}
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	var doc any
	if err := json.Unmarshal(b, &doc); err != nil {
		return err
	}
	results := o.Filter.code.Run(doc)
	for {
		result, ok := results.Next()
		if !ok {
			return nil
		}
		if err, failed := result.(error); failed {
			var halt *gojq.HaltError
			if errors.As(err, &halt) && halt.Value() == nil {
				return nil
			}
			return fault.Say(fault.Invalid, BadFilter{o.Filter.text, err}.Message())
		}
		if err := write(o.Out, result, indent); err != nil {
			return err
		}
	}
}

// Encode writes v as a JSON document, compact. What a terminal could take for a command or turn round, and JSON lets
// stand as it is, is escaped: the document means the same.
func Encode(w io.Writer, v any) error { return write(w, v, "") }

func write(w io.Writer, v any, indent string) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(escaped(b.Bytes()))
	return err
}

// escaped is a JSON document without what Clean takes out of a text. In a document such characters stand in strings
// only; the end of a line is the document's own.
func escaped(doc []byte) []byte {
	odd := func(r rune) bool { return r != '\n' && spoofs(r) }
	if bytes.IndexFunc(doc, odd) < 0 {
		return doc
	}
	var out bytes.Buffer
	for _, r := range string(doc) {
		if odd(r) {
			fmt.Fprintf(&out, "\\u%04x", r)
		} else {
			out.WriteRune(r)
		}
	}
	return out.Bytes()
}
