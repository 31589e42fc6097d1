package main

import (
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/char/asciifolding"
	"github.com/blevesearch/bleve/v2/analysis/token/edgengram"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"

	"tenantry/backend/catalog/judged"
)

// bleveIndex is an index of bleve in memory: names and domains as words without accents, and by the beginnings of their
// words. A query is words that match whole, with one slip, or as a beginning, in this order of weight.
func bleveIndex(customers []judged.Customer) engine {
	index, err := bleve.NewUsing("", bleveMapping(), scorch.Name, scorch.Name, nil) // without a path it stays in memory
	must(err)
	batch := index.NewBatch()
	for i, c := range customers {
		domains := c.Domain + " " + c.Initial
		must(batch.Index(c.ID, map[string]any{"name": c.Name, "begin": c.Name, "domain": domains, "domainBegin": domains, "id": c.ID}))
		if batch.Size() == 1000 || i == len(customers)-1 {
			must(index.Batch(batch))
			batch.Reset()
		}
	}
	find := func(text string) []string {
		anyOf := bleve.NewDisjunctionQuery()
		add := func(field, analyzer string, fuzziness int, boost float64) {
			q := bleve.NewMatchQuery(text)
			q.SetField(field)
			q.SetFuzziness(fuzziness)
			q.SetBoost(boost)
			q.Analyzer = analyzer
			anyOf.AddQuery(q)
		}
		add("name", "plain", 0, 4)
		add("name", "plain", 1, 2)
		add("begin", "plain", 0, 1)
		add("domain", "plain", 0, 2)
		add("domainBegin", "plain", 0, 1)
		add("id", "plain", 0, 4)
		result, err := index.Search(bleve.NewSearchRequestOptions(anyOf, limit, 0, false))
		must(err)
		ids := make([]string, len(result.Hits))
		for i, h := range result.Hits {
			ids[i] = h.ID
		}
		return ids
	}
	return engine{"bleve", find, nil, func() { must(index.Close()) }}
}

// bleveMapping has an analyser of words without accents, and one that keeps the beginnings of words as well.
func bleveMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	must(m.AddCustomTokenFilter("beginnings", map[string]any{"type": edgengram.Name, "min": 2.0, "max": 12.0}))
	analyzer := func(name string, filters ...string) {
		must(m.AddCustomAnalyzer(name, map[string]any{"type": custom.Name, "char_filters": []string{asciifolding.Name},
			"tokenizer": unicode.Name, "token_filters": filters}))
	}
	analyzer("plain", lowercase.Name)
	analyzer("begin", lowercase.Name, "beginnings")
	d := bleve.NewDocumentStaticMapping()
	for field, by := range map[string]string{"name": "plain", "begin": "begin", "domain": "plain", "domainBegin": "begin", "id": "plain"} {
		f := bleve.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeTermVectors, f.IncludeInAll, f.DocValues = by, false, false, false, false
		d.AddFieldMappingsAt(field, f)
	}
	m.DefaultMapping = d
	return m
}

// must ends the bench: a peer that can't be set up is not measured as one that finds nothing.
func must(err error) {
	if err != nil {
		panic(fmt.Errorf("search bench: %w", err))
	}
}
