module tenantry/bench

go 1.26.0

require (
	github.com/junegunn/fzf v0.65.2
	github.com/sahilm/fuzzy v0.1.3
	tenantry v0.0.0
)

require (
	github.com/google/uuid v1.6.0 // indirect
	github.com/mattn/go-isatty v0.0.24 // indirect
	github.com/rivo/uniseg v0.4.7 // indirect
	golang.org/x/net v0.62.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)

replace tenantry => ../
