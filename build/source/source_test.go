package source

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
)

func TestTokensKnowWhereTextsEnd(t *testing.T) {
	for text, want := range map[string][]string{
		"a // b\nc":                   {"a", "c"},
		"a /* b\n*/ c":                {"a", "c"},
		`"a\"b" 'c'`:                  {`"a\"b"`, `"c"`},
		"`a${b + `c${d}`}e` f":        {`"a"`, "${", "b", "+", `"c"`, "${", "d", `""`, `"e"`, "f"},
		"x = /[/\"]+\\/'/ / 2":        {"x", "=", "/", "/", "2"},
		"return /'/":                  {"return", "/"},
		"(a) / b / c":                 {"(", "a", ")", "/", "b", "/", "c"},
		"`${ { a: `}` }.a }` + \"b\"": {`""`, "${", "{", "a", ":", `"}"`, "}", ".", "a", `""`, "+", `"b"`},
		"'open\nb":                    {`"open"`, "b"},
	} {
		var got []string
		for _, tok := range Tokens(text, 1) {
			switch tok.Kind {
			case String:
				tok.Text = `"` + tok.Text + `"`
			case Pattern:
				tok.Text = "/"
			}
			got = append(got, tok.Text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestTokensKnowTheirLines(t *testing.T) {
	f := New(map[string]string{"a.svelte": "<!-- x -->\n<script lang=\"ts\">\n/* y\n*/ let a = `\n`;\nb</script>"}).Files[0]
	var got []string
	for _, tok := range f.AllTokens() {
		got = append(got, fmt.Sprint(tok.Text, tok.Line))
	}
	if want := []string{"let4", "a4", "=4", "\n4", ";5", "b6"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestImportsOfEveryForm(t *testing.T) {
	tree := New(map[string]string{
		"frontend/tsconfig.json": `{"compilerOptions": {"paths": {"$lib/*": ["./src/lib/*"]}}}`,
		"frontend/src/b.ts":      "", "frontend/src/lib/c.svelte.ts": "", "frontend/src/D.svelte": "",
		"frontend/src/a.ts": `import b, { type x, y as z } from "./b";
			import * as all from "$lib/c";
			import type D from "./D.svelte";
			import "./b";
			const late = () => import("./D.svelte");
			const { v, w } = await import("./b");
			const u = (await import("./b")).u;
			let t: import("./b").T;
			export { y } from "./b";
			export * from './b';
			import { other } from "svelte";
			export const from = "./b", { q } = p; x.import("./b");
			export type T = { from: "./b" };`,
	})
	var got []string
	for _, i := range tree.Imports(tree.At("frontend/src/a.ts")) {
		got = append(got, fmt.Sprint(i.To, " ", i.Names, i.Whole, i.All, i.Again))
	}
	want := []string{
		"frontend/src/b.ts map[default:b x:x y:z]false false",
		"frontend/src/lib/c.svelte.ts map[]allfalse false",
		"frontend/src/D.svelte map[default:D]false false",
		"frontend/src/b.ts map[]false false",
		"frontend/src/D.svelte map[]true false",
		"frontend/src/b.ts map[v:v w:w]false false",
		"frontend/src/b.ts map[u:u]false false",
		"frontend/src/b.ts map[T:T]false false",
		"frontend/src/b.ts map[y:y]false false",
		"frontend/src/b.ts map[]false true",
		" map[other:other]false false",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

func TestCircles(t *testing.T) {
	got := Circles(map[string][]string{"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": {"e"}, "e": nil, "f": {"f"}})
	if want := [][]string{{"a", "b", "c"}, {"f"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
