package main

import (
	"fmt"
	"strings"
	"testing"

	"tenantry/build/source"
)

const page = `<script type="module" src="/src/main.ts"></script>`

// TestEveryCheckCanFail shows each check a small repository with findings, and one without.
func TestEveryCheckCanFail(t *testing.T) {
	for name, c := range map[string]struct {
		find func(*source.Tree) []finding
		bad  map[string]string
		want []string
		good map[string]string
	}{
		"dead files": {deadFiles,
			map[string]string{"frontend/index.html": page, "frontend/src/main.ts": "", "frontend/src/a.ts": "", "frontend/src/b.css": "",
				"frontend/src/c.ts": "", "frontend/src/c.test.ts": `import "./c";`},
			[]string{"frontend/src/a.ts:0: nothing leads to it", "frontend/src/b.css:0: nothing leads to it", "frontend/src/c.ts:0: only tests lead to it"},
			map[string]string{"frontend/index.html": page, "frontend/src/main.ts": `import A from "./A.svelte"; import "./b.css"; const c = () => import("./c");`,
				"frontend/src/A.svelte": "", "frontend/src/b.css": `@import "./d.css";`, "frontend/src/c.ts": "", "frontend/src/d.css": "",
				"frontend/src/test/s.ts": "", "frontend/vite.config.ts": `setupFiles: ["./src/test/s.ts"]`}},
		"orphan exports": {orphanExports,
			map[string]string{"frontend/src/a.ts": "export const a = 1;\nexport function* b() {}\nexport { x, y as c };\nexport async function d() {}\nexport type E = f.E;\nexport class type {}",
				"frontend/src/B.svelte": `<script module lang="ts">export interface F { a: 1 }</script>`, "frontend/src/c.ts": `// import { a } from "./a";`},
			[]string{"B.svelte:1: F is", "a.ts:1: a is", "a.ts:2: b is", "a.ts:3: x is", "a.ts:3: c is", "a.ts:4: d is", "a.ts:5: E is", "a.ts:6: type is"},
			map[string]string{"frontend/src/a.ts": "export const a = 1;\nexport function b() {}\nexport type C = 1;\nexport const d: C = 1;\nexport const e = 1, f = () => { const g = 1; };",
				"frontend/src/again.ts": `export * from "./a";`, "frontend/src/x.test.ts": `import { a } from "./again"; import * as all from "./a"; all.b();`,
				"frontend/src/X.svelte": `<script>import * as all from "./a"; export function own() {}</script>{all.d}`, "frontend/e2e/y.ts": `import { e } from "../src/a";`}},
		"unused messages": {unusedMessages,
			map[string]string{"frontend/messages/en/a.json": "{\n\"one\": \"One\",\n\"two\": \"Two\"}", "frontend/src/a.ts": `import * as m from "./paraglide/messages"; m.one(); // m.two()`,
				"frontend/src/a.test.ts": `import * as m from "./paraglide/messages"; m.two();`},
			[]string{"frontend/messages/en/a.json:3: two is used nowhere"},
			map[string]string{"frontend/messages/en/a.json": `{"one": "One", "two": "Two", "three": "Three", "$schema": "x"}`, "app/a.go": "package app\nvar k = \"three\"",
				"frontend/src/A.svelte": `<script>import * as m from "./paraglide/messages"; const f = m.one;</script><a title="{m.two()}">`}},
		"translations": {untranslated,
			map[string]string{"frontend/messages/en/a.json": `{"one": "One", "two": "{n} of {m}"}`, "frontend/messages/fr/a.json": `{"two": "{n}", "three": "Trois"}`},
			[]string{"en/a.json:1: one is missing in fr", "fr/a.json:1: two has the placeholders [{n}], in en [{m} {n}]", "fr/a.json:1: three is missing in en"},
			map[string]string{"frontend/messages/en/a.json": `{"one": [{"match": {"f=one": "{n}", "f=*": "{n}s"}}]}`, "frontend/messages/fr/a.json": `{"one": "{n} {n}"}`}},
		"French": {french,
			map[string]string{"frontend/messages/fr/a.json": `{"a": "Oui : non", "b": "Quoi?", "c": "{n}: x", "d": "« mot\u00a0»", "e": "l'an", "f": [{"match": {"f=one": "Fin !"}}]}`},
			[]string{`before ":"`, `before "?"`, `before ":"`, "inside « »", "apostrophe", `before "!"`},
			map[string]string{"frontend/messages/fr/a.json": `{"a": "Oui\u00a0: à 10:30, l’an", "b": "Quoi\u202f?!", "c": "https://a.b/c?d", "d": "«\u00a0{n}\u00a0»"}`, "frontend/messages/en/a.json": `{"a": "It's: so?"}`}},
		"style tokens": {styleTokens,
			map[string]string{"frontend/src/a.css": ":root {\n--one: 1;\n}\na { b: var(--two) }", "frontend/src/A.svelte": "<style>\na { color: var( --three ); /* var(--one) */ }</style>"},
			[]string{"a.css:2: --one is used nowhere", "A.svelte:2: --three is defined nowhere", "a.css:4: --two is defined nowhere"},
			map[string]string{"frontend/src/a.css": ":root { --one: var(--none, 1); }", "frontend/src/A.svelte": `<script>let n = 3; n--; el.style.setProperty("--two", n)</script><p style:--three={1} style="a: var(--one)"></p><style>a { b: var(--two) var(--three) }</style>`}},
		"descriptions": {undescribed,
			map[string]string{"a/a.go": "// Package a is a.\npackage a", "b/main.go": "package main", "c/c_test.go": "package c"},
			[]string{"a:0: nothing", "b:0: nothing", "c:0: nothing"},
			map[string]string{"a/doc.go": "// Package a is a.\npackage a", "a/a.go": "package a", "b/main.go": "// B does b.\npackage main", "x/testdata/y.go": "package y"}},
		"later": {leftForLater,
			map[string]string{"a.go": "package a\n// TO" + "DO: b", "Makefile": "# FIX" + "ME"}, []string{"Makefile:1", "a.go:2"},
			map[string]string{"a.go": "var c = context.TO" + "DO()", "a.md": "TO" + "DO"}},
		"big files": {bigFiles, map[string]string{"a.ts": strings.Repeat("\n", generous+1)}, []string{"a.ts:0: 401 lines"}, map[string]string{"a.ts": strings.Repeat("\n", generous), "a.json": strings.Repeat("\n", 999)}},
	} {
		t.Run(name, func(t *testing.T) {
			got := c.find(source.New(c.bad))
			for i, f := range got {
				if text := fmt.Sprintf("%s:%d: %s", f.path, f.line, f.what); i >= len(c.want) || !strings.Contains(text, c.want[i]) {
					t.Errorf("found %s", text)
				}
			}
			if len(got) != len(c.want) {
				t.Errorf("found %d, want %d", len(got), len(c.want))
			}
			if got := c.find(source.New(c.good)); len(got) != 0 {
				t.Errorf("found in what is tidy: %v", got)
			}
		})
	}
}

func TestAFindingNamesItsRemedy(t *testing.T) {
	for _, c := range checks {
		if c.remedy == "" || c.find == nil {
			t.Errorf("%s has no remedy", c.name)
		}
	}
	one := check{"things", func(*source.Tree) []finding { return []finding{{"a.go", 7, "a thing"}} }, "have none"}
	var out strings.Builder
	if report(&out, source.New(nil), []check{one}) || !strings.Contains(out.String(), "Remedy: have none\n  a.go:7: a thing\n") {
		t.Errorf("prints %s", &out)
	}
}
