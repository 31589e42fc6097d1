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
