package requests

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/fault"
)

// pick finds the one choice that the text means: its id, its name, or a part of one name only; without a
// text, the only choice there is. An id is taken as it is when the choices are not known.
func pick(flag, text string, all []contract.Choice, known bool) (contract.Choice, error) {
	text = strings.TrimSpace(text)
	fits := func(same func(c contract.Choice) bool) (contract.Choice, bool) {
		i := slices.IndexFunc(all, same)
		if i < 0 || slices.IndexFunc(all[i+1:], same) >= 0 {
			return contract.Choice{}, false
		}
		return all[i], true
	}
	for _, same := range []func(contract.Choice) bool{
		func(contract.Choice) bool { return text == "" },
		func(c contract.Choice) bool { return strings.EqualFold(c.ID, text) },
		func(c contract.Choice) bool { return strings.EqualFold(c.Name, text) },
		func(c contract.Choice) bool {
			return text != "" && strings.Contains(strings.ToLower(c.Name), strings.ToLower(text))
		},
	} {
		if c, ok := fits(same); ok {
			return c, nil
		}
	}
	switch {
	case !known && uuid.Validate(text) == nil:
		return contract.Choice{ID: text}, nil
	case !known:
		return contract.Choice{}, fault.New(fault.Invalid, "cli_pick_unread", "flag", "--"+flag)
	case len(all) == 0:
		return contract.Choice{}, fault.New(fault.Invalid, "cli_pick_none", "flag", "--"+flag)
	case text == "":
		return contract.Choice{}, command.WithChoices(fault.New(fault.Invalid, "cli_requests_choose", "flag", "--"+flag), flag, all, nil)
	}
	return contract.Choice{}, command.WithChoices(fault.New(fault.Invalid, "cli_pick_unclear", "flag", "--"+flag, "text", command.Quoted(term.Clean(text))), flag, all, nil)
}

// template finds a template by its id, or by a name that only one has in that language.
func template(a *app.App, text, language string) (string, error) {
	if text == "" {
		return "", nil
	}
	t, err := a.Requests.Templates()
	if err != nil {
		return "", err
	}
	var all []contract.Choice
	for _, v := range t.Templates {
		if v.ID == text {
			return v.ID, nil
		}
		if language == "" || v.Language == language {
			all = append(all, contract.Choice{ID: v.ID, Name: v.Name})
		}
	}
	c, err := pick("template", text, all, true)
	return c.ID, err
}
