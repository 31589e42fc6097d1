package world

import (
	"regexp"
	"strconv"
	"time"
)

// Begin is when the story's minutes are counted from: the start, at a full minute of the story's.
func (w *World) Begin() time.Time { return w.Start.Truncate(w.minute()) }

// Minute is how many full minutes of the story have passed since it began.
func (w *World) Minute(now time.Time) int { return int(now.Sub(w.Begin()) / w.minute()) }

// minute is how long one of the story's minutes lasts.
func (w *World) minute() time.Duration { return time.Minute / time.Duration(max(1, w.Scenario.Pace)) }

// at is when a minute of the story begins.
func (w *World) at(minute int) time.Time { return w.Begin().Add(time.Duration(minute) * w.minute()) }

// LinkIsCut says whether the scenario lets the partner's own network fail at time now.
func (w *World) LinkIsCut(now time.Time) bool {
	return w.script != nil && w.script.cuts.at(w.Minute(now))
}

// Refuses says whether the scenario has customer i keep the partner out at time now, by a fault of its own.
func (w *World) Refuses(i int, now time.Time) bool {
	return w.script != nil && w.script.refusals.at(w.Minute(now)) && w.alone() == i
}

// findAlone is the customer with a fault of its own: none of the script's issues ever touches it. -1: all are touched.
func (w *World) findAlone() int {
	found, at := -1, -1
	for i := range w.Len() {
		spared := true
		for k := range w.script.issues {
			x := &w.script.issues[k]
			spared = spared && w.order(i, k) >= x.count(x.reach[len(x.reach)-1].minute, w.Len())
		}
		if r := w.order(i, 0); spared && r > at {
			found, at = i, r
		}
	}
	return found
}

// order is the place of customer i in the order in which the script's k-th issue strikes: each below Len is one
// customer's.
func (w *World) order(i, k int) int {
	size := uint64(max(w.Len(), 1))
	stride := strides[(w.seed%uint64(len(strides))+uint64(k))%uint64(len(strides))]
	return int((uint64(i)*stride + w.draw(forScript, k, 0)%size) % size)
}

// count is how many of some customers the issue has reached by a minute.
func (i *scriptIssue) count(minute, customers int) int {
	if minute < i.reach[0].minute {
		return 0
	}
	of := i.reach[len(i.reach)-1].perMille * 1000 // millionths
	for k := 1; k < len(i.reach); k++ {
		if a, b := i.reach[k-1], i.reach[k]; minute < b.minute {
			of = a.perMille*1000 + (b.perMille-a.perMille)*1000*(minute-a.minute)/(b.minute-a.minute)
			break
		}
	}
	return max(1, customers*of/1_000_000)
}

// mended is how many of the customers that were struck have their service back by a minute.
func (i *scriptIssue) mended(minute, struck int) int {
	switch {
	case i.closed < 0 || minute < i.closed:
		return 0
	case minute >= i.healed:
		return struck
	}
	return struck * (minute - i.closed) / (i.healed - i.closed)
}

// scriptIssues lists the script's issues at time now, in the order in which they were introduced.
func (w *World) scriptIssues(now time.Time) []Issue {
	var out []Issue
	for k := range w.script.issues {
		x := &w.script.issues[k]
		if minute := w.Minute(now); now.Sub(w.Begin()) >= 0 && minute >= x.reach[0].minute {
			out = append(out, w.played(x, k, minute))
		}
	}
	return out
}

// played is the script's k-th issue at a minute.
func (w *World) played(x *scriptIssue, k, minute int) Issue {
	s := Issue{ID: x.id, Title: x.title, Service: x.service, Feature: x.feature, Group: x.group, Impact: x.impact, Class: x.class, Start: w.at(x.reach[0].minute)}
	for _, word := range x.words {
		if word.minute > minute {
			break
		}
		s.Status, s.Modified = word.status, w.at(word.minute)
		if word.html != "" {
			s.Posts = append(s.Posts, Post{s.Modified, word.kind, headHTML(s) + dated(word.html, w.at)})
		}
	}
	struck := x.count(minute, w.Len())
	s.touches = func(i int) bool { return w.order(i, k) < struck }
	if x.closed >= 0 && minute >= x.closed {
		s.Resolved, s.End = true, w.at(x.closed)
		mended := x.mended(minute, struck)
		s.lags = func(i int) bool { return w.order(i, k) >= mended }
	}
	return s
}

var minuteInText = regexp.MustCompile(`\{\d+\}`)

// dated writes the times of a text.
func dated(html string, at func(minute int) time.Time) string {
	return minuteInText.ReplaceAllStringFunc(html, func(m string) string {
		minute, err := strconv.Atoi(m[1 : len(m)-1])
		if err != nil {
			return m
		}
		return at(minute).Format("Monday, January 2, 2006, at 3:04 PM UTC")
	})
}
