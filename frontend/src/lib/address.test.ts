import { expect, test } from "vitest";
import { type Address, addressLines, countryName } from "./address";

const at = (street: string, city: string, state: string, postalCode: string, country: string): Address => ({
  street,
  city,
  state,
  postalCode,
  country,
});

test.each([
  [
    at("163 College Boulevard", "Tucson", "AZ", "29745", "United States"),
    "en-GB",
    "163 College Boulevard / Tucson, AZ 29745 / United States",
  ],
  [
    at("10 Downing Street", "London", "", "SW1A 2AA", "GB"),
    "fr-FR",
    "10 Downing Street / London / SW1A 2AA / Royaume-Uni",
  ],
  [
    at("12 rue de la Paix", "Paris", "Île-de-France", "75002", "France"),
    "en-GB",
    "12 rue de la Paix / 75002 Paris / France",
  ],
  [at("Domstraße 1", "Köln", "NRW", "50667", "Deutschland"), "fr-FR", "Domstraße 1 / 50667 Köln / Allemagne"],
  [
    at("1-2-3 Marunouchi", "Chiyoda-ku", "Tokyo", "100-0005", "Japan"),
    "fr-FR",
    "1-2-3 Marunouchi / Chiyoda-ku, Tokyo 100-0005 / Japon",
  ],
  [
    at("丸の内1-2-3", "千代田区", "東京都", "100-0005", "JP"),
    "en-GB",
    "〒100-0005 / 東京都 千代田区 丸の内1-2-3 / Japan",
  ],
  [
    at("Bahnhofstrasse 1", "Zürich", "ZH", "8001", "Switzerland"),
    "fr-FR",
    "Bahnhofstrasse 1 / 8001 Zürich / Suisse",
  ],
  [
    at("24 Sussex Drive", "Ottawa", "ON", "K1M 1M4", "CA"),
    "fr-FR",
    "24 Sussex Drive / Ottawa ON K1M 1M4 / Canada",
  ],
  [
    at("Rua A 1", "São Paulo", "SP", "01000-000", "Brésil"),
    "en-GB",
    "Rua A 1 / São Paulo - SP / 01000-000 / Brazil",
  ],
  [at("Street 1", "Town", "Shire", "123", "Atlantis"), "en-GB", "Street 1 / 123 Town / Shire / Atlantis"],
  [at("", "Tucson", "", "29745", "USA"), "en-GB", "Tucson 29745 / United States"],
  [at("", "", "AZ", "", "US"), "en-GB", "AZ / United States"],
  [at("", "", "", "", ""), "en-GB", ""],
])("%j", (address, locale, want) => {
  expect(addressLines(address, locale).join(" / ")).toBe(want);
});

test.each([
  ["UK", "Royaume-Uni"],
  ["de", "Allemagne"],
  ["ALLEMAGNE", "Allemagne"],
  ["Atlantis ", "Atlantis"],
])("%s is called %s", (text, want) => {
  expect(countryName(text, "fr-FR")).toBe(want);
});
