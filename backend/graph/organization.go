package graph

import (
	"cmp"
	"errors"
	"slices"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

type organization struct {
	ID          wire.Text             `json:"id"`
	Name        wire.Text             `json:"displayName"`
	Street      wire.Text             `json:"street"`
	City        wire.Text             `json:"city"`
	State       wire.Text             `json:"state"`
	PostalCode  wire.Text             `json:"postalCode"`
	Country     wire.Text             `json:"country"`
	CountryCode wire.Text             `json:"countryLetterCode"`
	Phones      wire.Items[wire.Text] `json:"businessPhones"`
	Technical   wire.Items[wire.Text] `json:"technicalNotificationMails"`
	Language    wire.Text             `json:"preferredLanguage"`
	CreatedAt   wire.Time             `json:"createdDateTime"`
	Domains     wire.Items[verified]  `json:"verifiedDomains"`
}

type verified struct {
	Name      wire.Text `json:"name"`
	IsDefault wire.Bool `json:"isDefault"`
	IsInitial wire.Bool `json:"isInitial"`
}

// Lost counts what could not be read of its lists.
func (o organization) Lost() int { return o.Phones.Lost() + o.Technical.Lost() + o.Domains.Lost() }

var detailsResource = resourceOf(partner.DetailsPart, readDetails,
	member{"organization", "/organization?$select=id,displayName,street,city,state,postalCode,country,countryLetterCode,businessPhones,technicalNotificationMails,preferredLanguage,createdDateTime,verifiedDomains"},
	member{"domains", "/domains?$select=id,isDefault,isInitial,isVerified&$top=999"})

func readDetails(r *reader) (partner.Details, error) {
	organizations, err := collect[organization](r, "organization")
	if !failed(err) {
		err = cmp.Or(ofTenant(organizations, r.tenant), err)
	}
	if isOther(err) {
		r.failed = err // nothing in this batch is this customer's
	}
	domains, domErr := collect[domain](r, "domains")
	return detailsOf(organizations, err, domains, domErr)
}

type domain struct {
	Name       wire.Text  `json:"id"`
	IsDefault  wire.Bool  `json:"isDefault"`
	IsInitial  wire.Bool  `json:"isInitial"`
	IsVerified *wire.Bool `json:"isVerified"` // absent in the documented example
}

// errOther marks an answer that is about another tenant than the one asked about.
var errOther = errors.New("the ids differ")

func otherTenant() error {
	return fault.Wrap(fault.Upstream, errOther, "service_other_tenant")
}

func isOther(err error) bool { return errors.Is(err, errOther) }

// ofTenant checks that the answer is the one organisation that was asked about: a value must never
// be kept under another customer.
func ofTenant(found []organization, tenant partner.TenantID) error {
	if len(found) != 1 {
		return fault.New(fault.Upstream, "service_no_organisation")
	}
	id, err := partner.ParseTenantID(string(found[0].ID))
	if err != nil || id != tenant {
		return otherTenant()
	}
	return nil
}

// detailsOf joins the organisation and its domains. The organisation repeats the verified domains, so
// that details stand without the second list; without either the old details are worth more.
func detailsOf(found []organization, err error, domains []domain, domErr error) (partner.Details, error) {
	if failed(err) {
		return partner.Details{}, err
	}
	o := found[0]
	d := partner.Details{
		DisplayName: string(o.Name),
		Address: partner.Address{Street: string(o.Street), City: string(o.City), State: string(o.State),
			PostalCode: string(o.PostalCode), Country: string(cmp.Or(o.Country, o.CountryCode))},
		Phones:            wire.Texts(o.Phones.Read),
		TechnicalContacts: wire.Texts(o.Technical.Read),
		PreferredLanguage: string(o.Language),
		CreatedAt:         o.CreatedAt.Time,
	}
	for _, v := range domains {
		if v.Name != "" && (v.IsVerified == nil || bool(*v.IsVerified)) {
			d.Domains = append(d.Domains, partner.VerifiedDomain{Name: string(v.Name), IsDefault: bool(v.IsDefault), IsInitial: bool(v.IsInitial)})
		}
	}
	if len(d.Domains) == 0 {
		for _, v := range o.Domains.Read {
			if v.Name != "" {
				d.Domains = append(d.Domains, partner.VerifiedDomain{Name: string(v.Name), IsDefault: bool(v.IsDefault), IsInitial: bool(v.IsInitial)})
			}
		}
	}
	if len(d.Domains) == 0 && domErr != nil {
		return partner.Details{}, domErr
	}
	slices.SortStableFunc(d.Domains, func(a, b partner.VerifiedDomain) int {
		return cmp.Or(first(a.IsDefault, b.IsDefault), first(a.IsInitial, b.IsInitial), cmp.Compare(a.Name, b.Name))
	})
	if err == nil && fault.IsPartial(domErr) {
		err = domErr
	}
	return d, err
}

// first orders true before false.
func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}
