package facts

import "strings"

// shortCodes are the country codes of one and of two digits (ITU-T E.164); all others have three. None is the
// beginning of another.
const shortCodes = " 1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 "

// countryCode is how many of an international number's digits are the country's code.
func countryCode(digits string) int {
	for n := 1; n <= 2 && n <= len(digits); n++ {
		if strings.Contains(shortCodes, " "+digits[:n]+" ") {
			return n
		}
	}
	return min(3, len(digits))
}
