package postal_test

import (
	"strings"
	"testing"

	"tenantry/backend/postal"
)

func TestAnAddressIsWrittenAsItsCountryDoes(t *testing.T) {
	for want, a := range map[string]postal.Address{
		"163 College Boulevard / Tucson, AZ 29745":      {Street: "163 College Boulevard", City: "Tucson", State: "AZ", PostalCode: "29745", Country: "United States"},
		"10 Downing Street / London / SW1A 2AA":         {Street: "10 Downing Street", City: "London", PostalCode: "SW1A 2AA", Country: "GB"},
		"12 rue de la Paix / 75002 Paris":               {Street: "12 rue de la Paix", City: "Paris", State: "Île-de-France", PostalCode: "75002", Country: "France"},
		"Domstraße 1 / 50667 Köln":                      {Street: "Domstraße 1", City: "Köln", State: "NRW", PostalCode: "50667", Country: "Deutschland"},
		"1-2-3 Marunouchi / Chiyoda-ku, Tokyo 100-0005": {Street: "1-2-3 Marunouchi", City: "Chiyoda-ku", State: "Tokyo", PostalCode: "100-0005", Country: "Japan"},
		"〒100-0005 / 東京都 千代田区 丸の内1-2-3":                 {Street: "丸の内1-2-3", City: "千代田区", State: "東京都", PostalCode: "100-0005", Country: "JP"},
		"Bahnhofstrasse 1 / 8001 Zürich":                {Street: "Bahnhofstrasse 1", City: "Zürich", State: "ZH", PostalCode: "8001", Country: "Switzerland"},
		"24 Sussex Drive / Ottawa ON K1M 1M4":           {Street: "24 Sussex Drive", City: "Ottawa", State: "ON", PostalCode: "K1M 1M4", Country: "CA"},
		"Rua A 1 / São Paulo - SP / 01000-000":          {Street: "Rua A 1", City: "São Paulo", State: "SP", PostalCode: "01000-000", Country: "Brésil"},
		"Street 1 / 123 Town / Shire":                   {Street: "Street 1", City: "Town", State: "Shire", PostalCode: "123", Country: "Atlantis"},
		"Tucson 29745":                                  {City: " Tucson ", PostalCode: "29745", Country: "usa"},
		"AZ":                                            {State: "AZ", Country: "US"},
		"":                                              {},
	} {
		if got := strings.Join(a.Lines(), " / "); got != want {
			t.Errorf("%+v: %q", a, got)
		}
	}
}

func TestACountryIsCalledAsTheReaderCallsIt(t *testing.T) {
	for _, c := range []struct{ text, in, code, want string }{
		{"UK", "fr", "GB", "Royaume-Uni"}, {"de", "fr", "DE", "Allemagne"}, {"ALLEMAGNE", "en", "DE", "Germany"}, {"Atlantis ", "fr", "", "Atlantis"},
		{"États-Unis", "en", "US", "United States"}, {"", "fr", "", ""}, {"日本", "en", "JP", "Japan"}, {"QQ", "fr", "QQ", "QQ"},
	} {
		if code, got := postal.Code(c.text), postal.Country(c.text, c.in); code != c.code || got != c.want {
			t.Errorf("%q: %q, in %s %q", c.text, code, c.in, got)
		}
	}
}
