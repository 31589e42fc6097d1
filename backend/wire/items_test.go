package wire

import (
	"encoding/json"
	"strings"
	"testing"

	"tenantry/backend/fault"
)

func TestOneItemThatCanNotBeReadIsLostAndNotTheList(t *testing.T) {
	type item struct {
		ID   Text        `json:"id"`
		More Items[Text] `json:"more"`
	}
	for body, want := range map[string]struct{ read, lost int }{
		`[]`:                                       {0, 0},
		`[{"id":"a"},{"id":7}]`:                    {2, 0},
		`[{"id":"a"},{"id":{}},{"id":"b"}]`:        {2, 1},
		`[{"id":"a"},null]`:                        {1, 1},
		`[{"id":"a"},"b",3,[],true]`:               {1, 4},
		`[null,{"id":[]}]`:                         {0, 2},
		`[{"id":"a","more":["x",null,"y"]}]`:       {1, 0},
		`[{"id":"a","more":["x",{},"y"]}]`:         {1, 0},
		`[{"id":"a","more":{}},{"id":"b"}]`:        {1, 1},
		`[{"id":"a","more":null},{"id":"\u00e9"}]`: {2, 0},
	} {
		var l Items[item]
		if err := json.Unmarshal([]byte(body), &l); err != nil || len(l.Read) != want.read || l.Lost() != want.lost {
			t.Errorf("%s: %d read, %d lost, %v", body, len(l.Read), l.Lost(), err)
		}
	}
	var p struct {
		Value *Items[item] `json:"value"`
	}
	for body, isList := range map[string]bool{`{}`: false, `{"value":null}`: false, `{"value":[]}`: true} {
		p.Value = nil
		if err := json.Unmarshal([]byte(body), &p); err != nil || (p.Value != nil) != isList {
			t.Errorf("%s: %v, %v", body, p.Value, err)
		}
	}
	for _, body := range []string{`{"value":{}}`, `{"value":"x"}`} {
		if err := json.Unmarshal([]byte(body), &p); err == nil {
			t.Errorf("%s is a list", body)
		}
	}
	var inner Items[item]
	if err := json.Unmarshal([]byte(`[{"id":"a","more":["x",{},"y"]}]`), &inner); err != nil || inner.Read[0].More.Lost() != 1 || len(inner.Read[0].More.Read) != 2 {
		t.Errorf("%+v, %v", inner, err)
	}
}

func TestAListOfWhichNothingWasReadIsNotGoodInPart(t *testing.T) {
	if Incomplete(0) != nil || !fault.IsPartial(Incomplete(2)) || !fault.IsPartial(Partly(1, Incomplete(2))) {
		t.Error("what was lost is not told, or not as a part")
	}
	if err := Partly(0, Incomplete(2)); err == nil || fault.IsPartial(err) {
		t.Errorf("nothing was read: %v", err)
	}
	if Partly(0, nil) != nil {
		t.Error("no failure became one")
	}
}

// A few bytes must not become gigabytes: a list of more than anybody has is none, be its items ever so small.
func TestAListOfMoreThanAnybodyHasIsNoList(t *testing.T) {
	for _, item := range []string{"{}", "null", "1", `{"a":[1,2,{"b":","}],"c":"\\\"],,"}`} {
		for count, ok := range map[int]bool{maxItems: true, maxItems + 1: false} {
			var l Items[json.RawMessage]
			err := json.Unmarshal([]byte("["+strings.Repeat(item+",", count-1)+item+"]"), &l)
			if (err == nil) != ok || ok && len(l.Read)+l.Lost() != count {
				t.Errorf("%d times %s: %d, %v", count, item, len(l.Read)+l.Lost(), err)
			}
		}
	}
}
