package world

import (
	"fmt"
	"time"
)

// The rhythm of the story: an incident starts, spreads for two minutes, is resolved after five, and
// soon the next one starts.
const (
	storyDelay  = 20 * time.Second
	storyLasts  = 5 * time.Minute
	storySpread = 2 * time.Minute
	storyCycle  = storyLasts + 20*time.Second
	storyKept   = 6 // how many of its incidents stay on the record
	storyReach  = 120
)

// storyPhases is how each incident of the story goes.
var storyPhases = []struct {
	at                 time.Duration
	status, kind, text string
}{
	{0, "investigating", "quick", "We're looking into reports of a problem. More will follow shortly."},
	{45 * time.Second, "serviceDegradation", "regular", "We've identified a part of the infrastructure that isn't processing requests as it should."},
	{100 * time.Second, "serviceInterruption", "regular", "Impact has grown. We're <b>redirecting traffic</b> to healthy infrastructure."},
	{180 * time.Second, "restoringService", "regular", "Traffic has been redirected. Users begin to see relief."},
	{240 * time.Second, "verifyingService", "regular", "We're monitoring the service to confirm that the problem is gone."},
	{storyLasts, "serviceRestored", "strategic", "We've confirmed that the service is restored. A review follows within five days."},
}

var storyTexts = []issueText{
	{id: "TM9", service: "microsoftteams", title: "Users can't join Microsoft Teams meetings", feature: "Meetings", group: "Teams Components", impact: "Users may be unable to join meetings.", class: "incident"},
	{id: "EX9", service: "Exchange", title: "Email delivery is delayed", feature: "E-Mail timely delivery", group: "E-Mail timely delivery", impact: "Inbound and outbound mail may be delayed.", class: "incident"},
	{id: "MO9", service: "OrgLiveID", title: "Some users can't sign in to Microsoft 365", feature: "Sign-in", group: "Sign-in", impact: "Users may be unable to sign in.", class: "incident"},
	{id: "SP9", service: "SharePoint", title: "SharePoint Online sites load slowly", feature: "Provisioning", group: "SharePoint Features", impact: "Sites may load slowly or not at all.", class: "incident"},
	{id: "OD9", service: "OneDriveForBusiness", title: "Sharing links show an error", feature: "OneDrive for Business", group: "OneDrive for Business Features", impact: "Recipients of sharing links may see an error.", class: "incident"},
}

// StoryIssues lists the story's incidents at time now, oldest first: a pure function of the time.
func (w *World) StoryIssues(now time.Time) []Issue {
	elapsed := now.Sub(w.Start) - storyDelay
	if elapsed < 0 {
		return nil
	}
	last := int(elapsed / storyCycle)
	var out []Issue
	for n := max(0, last-storyKept+1); n <= last; n++ {
		out = append(out, w.storyIssue(n, elapsed-time.Duration(n)*storyCycle))
	}
	return out
}

// storyIssue is the n-th incident, age after its start.
func (w *World) storyIssue(n int, age time.Duration) Issue {
	t := storyTexts[(n+w.pick(forStory, 0, 0, len(storyTexts)))%len(storyTexts)]
	service, _ := ServiceNamed(t.service)
	s := Issue{ID: fmt.Sprintf("%s%05d", t.id, (int(w.seed%7919)*13+n*17)%100000), Title: t.title, Service: service, Feature: t.feature,
		Group: t.group, Impact: t.impact, Class: t.class, Start: w.Start.Add(storyDelay + time.Duration(n)*storyCycle)}
	for _, p := range storyPhases {
		if age < p.at {
			break
		}
		at := s.Start.Add(p.at)
		s.Status, s.Modified = p.status, at
		s.Posts = append(s.Posts, Post{at, p.kind, postHTML(s, p.text)})
	}
	if age >= storyLasts {
		s.Resolved, s.End = true, s.Start.Add(storyLasts)
	}
	reach := w.storyCount(age)
	s.touches = func(i int) bool { return w.rank(i, n) < reach }
	return s
}

// storyCount is how many customers an incident has reached at an age: one at once, more by the second.
func (w *World) storyCount(age time.Duration) int {
	most := max(1, w.Len()*storyReach/1000)
	spread := min(age, storySpread).Truncate(time.Second)
	return 1 + int(int64(most-1)*int64(spread)/int64(storySpread))
}

// rank puts the customers into another order for every n; each rank below Len is taken once.
func (w *World) rank(i, n int) int {
	size := uint64(max(w.Len(), 1))
	return int((uint64(i)*w.stride + w.draw(forStory, n, 1)%size) % size)
}
