/** An address in its parts, as directories keep it. What is not known is empty. */
export interface Address {
  street: string;
  city: string;
  /** State, province or prefecture. */
  state: string;
  postalCode: string;
  /** A name in any of the languages below, or the two letters of ISO 3166. */
  country: string;
}

/**
 * How an envelope is written where it is not as on the continent, by the country's two letters: lines parted by |, in
 * which S is the street, C the city, R the state and Z the postal code.
 */
const layouts: Record<string, string> = {
  "": "S|Z C|R",
  ...same("AT BE CH CZ DE DK EE FI FR HU IS LI LT LU LV MC NL NO PL PT SE SI SK", "S|Z C"), // no post asks for the state
  ...same("US", "S|C, R Z"),
  ...same("AU CA", "S|C R Z"),
  ...same("CN IN KR TH TW", "S|C, R Z"),
  ...same("GB IE ZA", "S|C|R|Z"),
  ...same("HK NZ SG", "S|C Z|R"),
  ...same("IT", "S|Z C R"),
  ...same("BR", "S|C - R|Z"),
  ...same("MX", "S|Z C, R"),
  ...same("JP", "S|C, R Z"),
};
/** In its own script Japan writes from the large to the small. */
const japanese = "〒Z|R C S";

function same(countries: string, layout: string): Record<string, string> {
  return Object.fromEntries(countries.split(" ").map((code) => [code, layout]));
}

/** The languages in which directories write countries. */
const languages = ["en", "fr", "de", "es", "it", "nl", "pt", "ja"];
/** How else some are called there. */
const others: Record<string, string> = {
  usa: "US",
  "united states of america": "US",
  uk: "GB",
  "great britain": "GB",
  england: "GB",
  scotland: "GB",
  wales: "GB",
  "the netherlands": "NL",
  holland: "NL",
};

const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

let names: Map<string, string> | undefined;
function known(): Map<string, string> {
  if (names) return names;
  names = new Map(Object.entries(others));
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  for (const language of languages) {
    const region = new Intl.DisplayNames(language, { type: "region", fallback: "none" });
    for (const code of letters.flatMap((a) => letters.map((b) => a + b))) {
      const name = region.of(code);
      if (name) names.set(folded(name), new Intl.Locale(`und-${code}`).region ?? code); // DD is DE now
    }
  }
  return names;
}

/** The two letters of a country; empty when nobody knows what is meant. */
function codeOf(country: string): string {
  const text = country.trim();
  if (/^[A-Za-z]{2}$/.test(text) && others[text.toLowerCase()] === undefined) return text.toUpperCase();
  return known().get(folded(text)) ?? "";
}

/** A country's name in a language; as it is written, when nobody knows what is meant. */
export function countryName(country: string, locale: string): string {
  const code = codeOf(country);
  return (
    (code && new Intl.DisplayNames(locale, { type: "region", fallback: "none" }).of(code)) || country.trim()
  );
}

/** The lines of an envelope, by the customs of the country; the country's name in the reader's language. */
export function addressLines(address: Address, locale: string): string[] {
  const code = codeOf(address.country);
  const parts: Record<string, string> = {
    S: address.street.trim(),
    C: address.city.trim(),
    R: address.state.trim(),
    Z: address.postalCode.trim(),
  };
  const own =
    code === "JP" && /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(`${parts.S}${parts.C}`);
  const layout = own ? japanese : (layouts[code] ?? layouts[""] ?? "");
  const lines = layout.split("|").map((line) => filled(line, parts));
  return [...lines, countryName(address.country, locale)].filter(Boolean);
}

/** A line with its parts put in; what stands between two of which one is missing goes too. */
function filled(line: string, parts: Record<string, string>): string {
  let text = "";
  let between = "";
  for (const sign of line) {
    const part = parts[sign];
    if (part === undefined) between += sign;
    else if (part) {
      text += (text || between === "〒" ? between : "") + part;
      between = "";
    } else between = "";
  }
  return text;
}
