package partner

import "slices"

// Channel is the way by which something that the user wrote reaches Microsoft, or what is announced the user's webhook.
type Channel string

// The channels. Partner Center's creation call was retired in 2020 and is none of them (api/facts.md 2.9).
const (
	ByAzure  Channel = "azure"  // a ticket in a subscription of the customer, through Azure Support
	ByPortal Channel = "portal" // handed off: a person files it on the customer's support page
	ByNote   Channel = "note"   // a message on a request that exists
	ByChange Channel = "change" // a request that exists is closed, or gets another severity
	// ByWebhook is no request's way: an announcement of alerts, to the user's own address. It is in no list of channels.
	ByWebhook Channel = "webhook"
)

// ToWebhook begins the local ids of what goes to the webhook: it shares a journal with the requests, and nothing else.
const ToWebhook = "TNA-"

// Act is what a person can do about something outgoing. The page shows it under its own word.
type Act string

// The acts.
const (
	ActHandOff   Act = "handOff"   // open the page to file it on, with the text
	ActOpenAgain Act = "openAgain" // the same once more
	ActFiled     Act = "filed"     // enter the number that Microsoft gave
	ActSend      Act = "send"      // try at once
	ActQueue     Act = "queue"     // let a draft go
	ActNotThere  Act = "notThere"  // say that Microsoft does not have it: it is sent again
	ActEdit      Act = "edit"
	ActCorrect   Act = "correct"
	ActTakeBack  Act = "takeBack"
	ActOpen      Act = "open" // show the request that it became
	ActDiscard   Act = "discard"

	ActOverPortal Act = "overPortal" // file over the portal what was written for Azure
	ActRemove     Act = "remove"     // take what arrived off the list
)

// Acts lists them.
func Acts() []Act {
	return []Act{ActHandOff, ActOpenAgain, ActFiled, ActSend, ActQueue, ActNotThere, ActEdit, ActCorrect, ActTakeBack, ActOpen, ActDiscard, ActRemove, ActOverPortal}
}

// Way is what there is to know of a channel. Whoever must tell channels apart reads its row; so does the
// page, to which the table goes as it is.
type Way struct {
	Channel  Channel            `json:"channel"`
	Request  bool               `json:"request"`  // it carries a service request; else a note on one, or a change
	ByItself bool               `json:"byItself"` // goes out without a person, once it is queued
	Named    bool               `json:"named"`    // is sent under a name of ours, so that twice makes one
	Needs    []string           `json:"needs"`    // the draft's fields that must be filled beside title and description
	Acts     map[OutState][]Act `json:"acts"`     // the next step first; none while it is being sent
}

// ways is the table, in the order in which the channels are offered.
var ways = []Way{
	{Channel: ByAzure, Request: true, ByItself: true, Named: true,
		Needs: []string{"subscription", "service", "classification", "contact", "contactMail"},
		Acts: acts(map[OutState][]Act{Blocked: {ActSend, ActEdit, ActOverPortal, ActTakeBack},
			Rejected: {ActCorrect, ActOverPortal, ActDiscard}})},
	{Channel: ByPortal, Request: true, Needs: []string{},
		Acts: acts(map[OutState][]Act{Queued: {ActHandOff, ActEdit, ActTakeBack}})},
	{Channel: ByNote, ByItself: true, Needs: []string{},
		Acts: acts(map[OutState][]Act{Drafted: {ActQueue, ActEdit, ActDiscard}, Uncertain: {ActNotThere}})},
	{Channel: ByChange, ByItself: true, Needs: []string{},
		Acts: acts(map[OutState][]Act{Drafted: {ActQueue, ActDiscard}, Queued: {ActTakeBack}, Uncertain: {ActNotThere},
			Blocked: {ActSend, ActTakeBack}, Rejected: {ActDiscard}})},
}

// acts are those of every channel, but for what differs.
func acts(differs map[OutState][]Act) map[OutState][]Act {
	out := map[OutState][]Act{
		Drafted:   {ActEdit, ActDiscard},
		Queued:    {ActEdit, ActTakeBack},
		Sending:   {},
		Uncertain: {ActFiled, ActNotThere},
		Blocked:   {ActSend, ActEdit, ActTakeBack},
		Rejected:  {ActCorrect, ActDiscard},
		HandedOff: {ActFiled, ActOpenAgain, ActTakeBack},
		Sent:      {ActOpen, ActRemove},
	}
	for state, own := range differs {
		out[state] = own
	}
	return out
}

// Ways is the table of the channels.
func Ways() []Way { return slices.Clone(ways) }

// Channels lists the channels.
func Channels() []Channel {
	out := make([]Channel, len(ways))
	for i, w := range ways {
		out[i] = w.Channel
	}
	return out
}

// webhookWay is that of announcements: each message has a name of ours, which it keeps at every try.
var webhookWay = Way{Channel: ByWebhook, ByItself: true, Named: true, Needs: []string{}}

// Way is the channel's row; of an unknown channel the zero one.
func (c Channel) Way() Way {
	if c == ByWebhook {
		return webhookWay
	}
	for _, w := range ways {
		if w.Channel == c {
			return w
		}
	}
	return Way{}
}
