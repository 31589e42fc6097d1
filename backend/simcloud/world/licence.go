package world

import "time"

// SKU is a product as licences know it. Part numbers and ids are Microsoft's published ones.
type SKU struct{ Part, ID, Offer string }

var skus = []SKU{
	{"SPB", "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", "Microsoft 365 Business Premium"},
	{"O365_BUSINESS_PREMIUM", "f245ecc8-75af-4f8e-b61f-27d8114de5f3", "Microsoft 365 Business Standard"},
	{"O365_BUSINESS_ESSENTIALS", "3b555118-da6a-4418-894f-7df1e2096870", "Microsoft 365 Business Basic"},
	{"SPE_E3", "05e9a617-0261-4cee-bb44-138d3ef5d965", "Microsoft 365 E3"},
	{"SPE_E5", "06ebc4ee-1bb5-47dd-8120-11324bc54e06", "Microsoft 365 E5"},
	{"ENTERPRISEPACK", "6fd2c87f-b296-42f0-b197-1e91e994b900", "Office 365 E3"},
	{"EXCHANGESTANDARD", "4b9405b0-7788-4568-add1-99614e613b69", "Exchange Online (Plan 1)"},
	{"POWER_BI_PRO", "f8a1db68-be16-40ed-86d5-cb42ce701560", "Power BI Pro"},
	{"VISIOCLIENT", "c5928f49-12ba-48f7-ada3-0d743a3601d5", "Visio Plan 2"},
	{"PROJECTPROFESSIONAL", "53818b1b-4a27-454b-8896-0dba576410e6", "Project Plan 3"},
	{"AAD_PREMIUM", "078d2b04-f1bd-4111-bbd4-b4b1b354cef4", "Microsoft Entra ID P1"},
	{"INTUNE_A", "061f9ace-7d42-4136-88ac-31dc755f143f", "Microsoft Intune Plan 1"},
}

// baseSKUs is how many of the SKUs carry a whole seat; the rest are bought on top.
const baseSKUs = 6

// Licence is one subscription of a customer.
type Licence struct {
	SKU
	N                  int // its number at this customer
	ID                 string
	Status             string // Enabled, Warning, Suspended, Deleted, LockedOut
	Total, Used        int
	Trial, AutoRenew   bool
	Created, Lifecycle time.Time
}

// commerceObject is where the numbers of the commerce system's ids begin, among the objects of a customer.
const commerceObject = 64

// CommerceID is the id of customer i's licence at the commerce system; Graph and Partner Center name it.
func (w *World) CommerceID(i int, l Licence) string { return w.Object(i, commerceObject+l.N) }

// Licences lists what customer i bought.
func (w *World) Licences(i int) []Licence {
	seats := w.Seats(i)
	n := 1 + w.pick(forPlan, i, 10, 3)
	first := w.pick(forPlan, i, 11, baseSKUs)
	if seats > 250 {
		first = 3 + first%3
	}
	out := make([]Licence, 0, n)
	for k := range n {
		s := skus[first]
		total := seats
		if k > 0 {
			s = skus[baseSKUs+(w.pick(forPlan, i, 12, len(skus)-baseSKUs)+k)%(len(skus)-baseSKUs)]
			total = 1 + seats/(3+k)
		}
		l := Licence{SKU: s, N: k, ID: w.Object(i, 16+k), Status: "Enabled", Total: total,
			Used: total - w.pick(forPlan, i, 20+k, total/4+1), AutoRenew: w.chance(forPlan, i, 24+k, 800)}
		l.Created = w.day().AddDate(0, 0, -40-w.pick(forPlan, i, 28+k, 900)).Add(7 * time.Hour)
		l.Lifecycle = w.day().AddDate(0, 0, 3+w.pick(forPlan, i, 32+k, 362))
		switch r := w.pick(forPlan, i, 36+k, 100); {
		case r < 4:
			l.Status, l.Lifecycle = "Warning", w.day().AddDate(0, 0, 20)
		case r < 7:
			l.Status, l.Used = "Suspended", 0
		case r < 12 && k > 0:
			l.Trial, l.Total, l.Used = true, 25, min(l.Used, 25)
			l.Lifecycle = w.day().AddDate(0, 0, 11)
		}
		out = append(out, l)
	}
	return out
}
