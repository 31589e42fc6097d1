package ident

import (
	"slices"
	"strings"
)

// The ids of documents are GUIDs.
const idPattern = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"

// TenantIDs finds every GUID in a text in lower case, the form without hyphens only on its own.
func TenantIDs(s string) (ids []string) {
	if bare := strings.Trim(s, "{}"); len(bare) == 32 && hexLen(bare) == 32 {
		return []string{hyphenate(bare)}
	}
	for i := 0; i+len(idPattern) <= len(s); i++ {
		if !isGUID(s[i : i+len(idPattern)]) {
			continue
		}
		if id := s[i : i+len(idPattern)]; !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
		i += len(idPattern) - 1
	}
	return ids
}

func isGUID(s string) bool {
	for i := range len(s) {
		if (idPattern[i] == '-') != (s[i] == '-') || idPattern[i] != '-' && !isHex(s[i]) {
			return false
		}
	}
	return true
}

// IDStart is the text as the beginning of an id with its hyphens, or "".
func IDStart(s string) string {
	s = strings.Trim(s, "{}")
	bare := strings.ReplaceAll(s, "-", "")
	if len(bare) < 4 || len(bare) > 32 || hexLen(bare) < len(bare) {
		return ""
	}
	id := hyphenate(bare)
	if strings.Contains(s, "-") && !strings.HasPrefix(id+"-", s) {
		return "" // the hyphens stand elsewhere
	}
	return id
}

// hyphenate puts the hyphens of a GUID into its hex digits, as far as there are any.
func hyphenate(bare string) string {
	var id strings.Builder
	for i := range len(bare) {
		if i == 8 || i == 12 || i == 16 || i == 20 {
			id.WriteByte('-')
		}
		id.WriteByte(bare[i])
	}
	return id.String()
}

func hexLen(s string) int {
	for i := range len(s) {
		if !isHex(s[i]) {
			return i
		}
	}
	return len(s)
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' }
