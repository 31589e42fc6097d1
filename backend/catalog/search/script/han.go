package script

import (
	"bytes"
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed pinyin.txt
var pinyinTxt string

//go:embed kanji.txt
var kanjiTxt string

const (
	hanFirst = 0x4e00
	hanLast  = 0x9fff
)

// isHan says whether Chinese or Japanese write r.
func isHan(r rune) bool { return r >= 0x2e80 && (unicode.Is(unicode.Han, r) || isKana(r)) }

// A way of reading a run: a language, and for Japanese whether characters are read as in Chinese words or natively.
type hanWay struct {
	chinese, native bool
	plainV          bool // ü is a v, as on the keyboard
	style           kanaStyle
}

// hanWayList has Chinese last but one of two beginnings: see readHan.
var hanWayList = []hanWay{{chinese: true}, {}, {native: true}, {style: kunrei}, {style: borrowed}, {style: borrowedLong}, {chinese: true, plainV: true}}

const hanWays = 7

// pinyin is the reading of each character from hanFirst on, as an index; 0 is none.
var pinyin = sync.OnceValues(func() (index []uint16, readings []string) {
	index, readings = make([]uint16, hanLast-hanFirst+1), []string{""}
	for line := range strings.Lines(pinyinTxt) {
		reading, characters, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || reading == "#" {
			continue
		}
		for _, r := range characters {
			index[r-hanFirst] = uint16(len(readings))
		}
		readings = append(readings, reading)
	}
	return index, readings
})

// kanji are the first Chinese and the first native reading of each character.
var kanji = sync.OnceValue(func() map[rune][2]string {
	table := map[rune][2]string{}
	for line := range strings.Lines(kanjiTxt) {
		cells := strings.Fields(line)
		if len(cells) != 3 || cells[0] == "#" {
			continue
		}
		r, _ := utf8.DecodeRuneInString(cells[0])
		on, _, _ := strings.Cut(strings.Trim(cells[1], "-"), ",")
		kun, _, _ := strings.Cut(strings.Trim(cells[2], "-"), ",")
		if on == "" {
			on = kun
		}
		if kun == "" {
			kun = on
		}
		table[r] = [2]string{on, kun}
	}
	return table
})

// readHan reads Chinese and Japanese. Kana tell that a run is Japanese, and so does one that is all words of Japanese
// firms; of any other the usual reading is the Chinese one.
func readHan(dst []byte, run string, way int) []byte {
	if strings.ContainsFunc(run, isKana) || allJapanese(run) {
		way = (way + 1) % hanWays
	}
	if w := hanWayList[way]; !w.chinese {
		return readJapanese(dst, run, w)
	}
	return readChinese(dst, run, hanWayList[way].plainV)
}

func allJapanese(run string) bool {
	words := lexicons()["japanese"]
	for run != "" {
		word, _ := words.first(run)
		if word == "" {
			return false
		}
		run = run[len(word):]
	}
	return true
}

func readChinese(dst []byte, run string, plainV bool) []byte {
	words := lexicons()["chinese"]
	index, readings := pinyin()
	for run != "" {
		word, reading := words.first(run)
		if word == "" {
			r, size := utf8.DecodeRuneInString(run)
			word = run[:size]
			if r >= hanFirst && r <= hanLast {
				reading = readings[index[r-hanFirst]]
			}
			if !plainV {
				reading = strings.Replace(reading, "v", "u", 1)
			}
		}
		dst = append(append(append(dst, ' '), reading...), ' ')
		run = run[len(word):]
	}
	return dst
}

func readJapanese(dst []byte, run string, w hanWay) []byte {
	words := lexicons()["japanese"]
	for run != "" {
		if word, reading := words.first(run); word != "" {
			dst = append(append(append(dst, ' '), w.style.respell(reading)...), ' ')
			run = run[len(word):]
			continue
		}
		if end := strings.IndexFunc(run, func(r rune) bool { return !isKana(r) }); end != 0 {
			if end < 0 {
				end = len(run)
			}
			dst = readKana(dst, run[:end], w.style)
			run = run[end:]
			continue
		}
		r, size := utf8.DecodeRuneInString(run)
		run = run[size:]
		reading := kanji()[r]
		switch {
		case reading[0] == "":
			dst = append(dst, ' ')
			dst = readChinese(dst, string(r), false)
		case w.native:
			dst = append(dst, w.style.respell(reading[1])...)
		default:
			dst = appendChineseWord(dst, w.style.respell(reading[0]))
		}
	}
	return dst
}

// appendChineseWord appends a reading of Chinese origin; what ends in -tsu or -ku hardens before a like consonant
// ("butsu" and "san" are bussan).
func appendChineseWord(dst []byte, reading string) []byte {
	if stem, ok := bytes.CutSuffix(dst, []byte("tsu")); ok && len(stem) > 0 && strings.IndexByte("kstp", reading[0]) >= 0 {
		return append(append(stem, reading[0]), reading...)
	}
	if n := len(dst); n > 2 && reading[0] == 'k' && dst[n-2] == 'k' && dst[n-1] == 'u' {
		dst[n-1] = 'k'
		return append(dst, reading[1:]...)
	}
	return append(dst, reading...)
}
