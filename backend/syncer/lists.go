package syncer

import (
	"slices"

	"tenantry/backend/fault"
)

// tellLists tells what became of the lists.
func (s *Syncer) tellLists(r *Report, l *listing) error {
	r.Lists = l.states
	for _, state := range l.states {
		if state.Unavailable {
			if err := s.lacking(r, state); err != nil {
				return err
			}
		} else if state.Problem != nil {
			r.fail("", string(state.Source), state.Problem)
		}
	}
	if l.requests != nil && l.requests.Problem != nil {
		r.fail("", "service requests", l.requests.Problem)
	}
	return nil
}

// lacking tells of a list that this partner does not have, for what the user has to know of it. One that
// named customers before is a failure: they are kept, and what changed there is not seen. One that is refused
// is told and fails nothing, or every sync of a partner that sells nothing would look broken. That there is
// none (missing, withdrawn) is no news; the doctor tells it.
func (s *Syncer) lacking(r *Report, list ListState) error {
	named := false
	for c, err := range s.kept.cache.Summaries() {
		if err != nil {
			return err
		}
		if named = slices.Contains(c.Sources, list.Source); named {
			break
		}
	}
	if named || list.Problem.Kind == fault.Denied || list.Problem.Kind == fault.Consent {
		r.Failures = append(r.Failures, Failure{Name: string(list.Source), Problem: list.Problem, Optional: !named})
	}
	return nil
}
