package main

import (
	"database/sql"
	"slices"
	"strings"

	_ "modernc.org/sqlite" // the driver

	"tenantry/backend/catalog/judged"
)

// fts is SQLite's full text search in memory with its trigram tokenizer, which finds any three letters and more; bm25 puts
// the names first. What is looked for are the terms of a query, each quoted, or-ed.
func fts(name string, terms func(text string) []string) maker {
	return func(customers []judged.Customer) engine {
		db, ask := ftsTable(customers)
		find := func(text string) (ids []string) {
			var quoted []string
			for _, t := range terms(text) {
				quoted = append(quoted, `"`+strings.ReplaceAll(t, `"`, `""`)+`"`)
			}
			if len(quoted) == 0 {
				return nil
			}
			rows, err := ask.Query(strings.Join(quoted, " OR "), limit)
			must(err)
			defer rows.Close()
			for rows.Next() {
				var i int
				must(rows.Scan(&i))
				ids = append(ids, customers[i].ID)
			}
			must(rows.Err())
			return ids
		}
		return engine{name, find, nil, func() { must(db.Close()) }}
	}
}

// threeOrMore are the words that the tokenizer can find.
func threeOrMore(text string) []string {
	return slices.DeleteFunc(strings.Fields(text), func(w string) bool { return len([]rune(w)) < 3 })
}

// anyThree are all three letters that stand side by side: what is found may differ from the query anywhere.
func anyThree(text string) (out []string) {
	letters := []rune(text)
	for i := 0; i+3 <= len(letters); i++ {
		out = append(out, string(letters[i:i+3]))
	}
	return out
}

// ftsTable fills a table and says how it is asked.
func ftsTable(customers []judged.Customer) (*sql.DB, *sql.Stmt) {
	db, err := sql.Open("sqlite", ":memory:")
	must(err)
	db.SetMaxOpenConns(1) // each connection would have a memory of its own
	_, err = db.Exec(`CREATE VIRTUAL TABLE customer USING fts5(name, domain, initial, id, tokenize = 'trigram remove_diacritics 1')`)
	must(err)
	tx, err := db.Begin()
	must(err)
	insert, err := tx.Prepare(`INSERT INTO customer(rowid, name, domain, initial, id) VALUES (?, ?, ?, ?, ?)`)
	must(err)
	for i, c := range customers {
		_, err = insert.Exec(i, c.Name, c.Domain, c.Initial, c.ID)
		must(err)
	}
	must(tx.Commit())
	_, err = db.Exec(`INSERT INTO customer(customer) VALUES ('optimize')`)
	must(err)
	ask, err := db.Prepare(`SELECT rowid FROM customer WHERE customer MATCH ? ORDER BY bm25(customer, 4, 2, 1, 4) LIMIT ?`)
	must(err)
	return db, ask
}
