# Tenantry. `make demo` and `make test` are all that a newcomer needs; `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/sh
.NOTPARALLEL: # set-up comes first; go and vite use the cores by themselves

version := $(shell sed -n 's/.*"productVersion": "\(.*\)".*/\1/p' wails.json)
commit := $(shell git rev-parse --short HEAD 2>/dev/null || echo unknown)
# The commit's date, not the clock's: the same commit gives the same program.
date := $(shell TZ=UTC git log -1 --date=format-local:%Y-%m-%dT%H:%M:%SZ --format=%cd 2>/dev/null || echo unknown)

ldflags := -s -w -X main.version=$(version) -X main.commit=$(commit) -X main.date=$(date)
flags := -trimpath -buildvcs=false -ldflags "$(ldflags)"
window := webkit2_41,desktop,production
bin := build/bin
program := $(bin)/tenantry
tool := go tool -modfile=build/tools/go.mod

frontend_sources := $(shell find frontend/src frontend/messages backend/message frontend/scripts frontend/wailsjs -type f -not -path '*/paraglide/*' 2>/dev/null) \
	$(wildcard frontend/*.json frontend/*.ts frontend/*.html frontend/*.js)

ifeq ($(shell uname -s),Darwin)
export CGO_LDFLAGS := -framework UniformTypeIdentifiers
endif

## The two commands
.PHONY: demo test
demo: setup-build program ## install what is missing, build, and open the demo (without a display: print its list)
	./$(program) demo

test: setup-test test-go test-frontend test-e2e smoke ## install what is missing, then run every test

## Building
.PHONY: build program cli frontend setup-build setup-test clean
build: setup-build program ## the program with its window, as build/bin/tenantry

program: frontend
	CGO_ENABLED=1 go build $(flags) -tags $(window) -o $(program) .

cli: ## the command line alone, as build/bin/tenantry-cli (no WebKit, no C compiler, no Node.js)
	CGO_ENABLED=0 go build $(flags) -o $(bin)/tenantry-cli .

frontend: frontend/dist/index.html

# Not npm ci: it refuses a lock file that lacks other systems' optional packages, which npm leaves out where a
# registry mirror doesn't carry them. This obeys the lock file just as well and writes nothing back.
frontend/node_modules/.package-lock.json: frontend/package.json frontend/package-lock.json
	cd frontend && npm install --no-save --no-audit --no-fund --loglevel=error
	@touch $@

frontend/dist/index.html: frontend/node_modules/.package-lock.json $(frontend_sources)
	cd frontend && npm run --silent build

setup-build:
	@build/setup.sh build

setup-test:
	@build/setup.sh test

clean: ## remove what was built
	rm -rf $(bin) frontend/node_modules frontend/test-results
	find frontend/dist -mindepth 1 -not -name .gitkeep -delete
	rm -f rsrc_windows_*.syso

## Tests
.PHONY: test-go test-frontend test-e2e test-windows faults smoke model sim kill fuzz mutants bench bench-memory bench-start bench-window official cases
test-go: ## Go tests with the race detector
	go test -race -timeout 60m ./...
	cd build/tools && go test ./...

test-frontend: frontend/node_modules/.package-lock.json ## the frontend's type checks and unit tests
	cd frontend && npm run --silent check && npm run --silent test

test-e2e: frontend ## end-to-end tests: the real program in Chromium
	cd frontend/e2e && ../node_modules/.bin/playwright test

smoke: program ## the production program in a real window under Xvfb
	build/smoke.sh $(program)

model: ## 20,000 random lives of requests and notes through the outbox; prints its seed
	go test -count=1 -v -run TestNeverLostNeverTwice ./backend/outbox

sim: ## 300 seeded worlds of people, faults and crashes (SEEDS=10000: more; SEED=n: one of them, step by step)
	go test -count=1 -v -timeout 12h -run TestSimulatedWorlds ./app -sim.seeds=$(or $(SEEDS),300) -sim.seed=$(or $(SEED),0)

test-windows: ## what is another thing on Windows, and the Windows program, under Wine: sign-in, sync, requests, two processes, kills, wipe (Debian, Ubuntu)
	build/setup.sh windows
	build/windows/wine.sh

faults: cli ## some 800 faults of wire, disk, files, signals and streams (../shared/faults; root, Python 3, 10 minutes)
	TENANTRY_BIN=$(CURDIR)/$(bin)/tenantry-cli go run ./build/faults -check -suite ../shared/faults
	TENANTRY_BIN=$(CURDIR)/$(bin)/tenantry-cli ../shared/faults/run.sh

kill: ## kill -9, 100 times while it sends and 200 times in all that it does: nothing is lost, nothing goes out twice
	go test -count=1 -v -run TestKilled ./app/cli/processtest

fuzz: ## every decoder for a minute each (TIME=10s: for less; ONLY=pattern: some of them)
	build/fuzz.sh "$(or $(TIME),1m)" "$(or $(ONLY),.)"

mutants: ## change the code of partner, outbox and catalog at random: do the tests notice? (5 minutes; prints its seed)
	go run ./build/mutants

bench: ## the figures: search quality and speed beside the bare library, fzf's algorithm, bleve and SQLite's FTS5, and without each pass (12 minutes)
	cd bench && go run ./search && go run ./desk

bench-memory: program ## peak memory of full syncs, one after another, at 1,000 and at 10,000 customers, and what a customer costs; and the window's, at rest
	cd bench && go run ./desk -memory && go run ./desk -window $(CURDIR)/$(program)

bench-start: frontend ## a start until rows are painted, 10,000 customers kept, against an empty Wails window in turn, and a second start (Linux, Xvfb)
	cd bench && go run ./start

bench-window: frontend ## the window once it runs, 10,000 customers in Chromium: keys, scrolling, arrows held (5 minutes; CUSTOMERS=, NAMES= for less)
	cd frontend/e2e && ../node_modules/.bin/playwright test -c bench/playwright.config.ts

official: ## Microsoft's own clients sign in at and read the simulated cloud (slow to compile)
	cd bench/official && go test -count=1 ./...

cases: cli ## conditions that users report, against a cloud that misbehaves (../shared/cases; needs Python 3)
	python3 build/cases/check.py $(bin)/tenantry-cli ../shared/cases

## Checks
.PHONY: house lint lint-go lint-frontend tidy porcelain
house: ## measures of the code beside their limits (build/house/limits.go)
	@go run ./build/house

lint: lint-go lint-frontend tidy ## gofmt, go vet, staticcheck, errcheck and its like (build/tools/lint), svelte-check, biome

lint-go:
	@unformatted=$$(gofmt -l $$(git ls-files --cached --others --exclude-standard '*.go')); \
		if [ -n "$$unformatted" ]; then echo "not formatted (gofmt -w):"; echo "$$unformatted"; exit 1; fi
	go vet ./...
	go vet -tags $(window) . ./app/shell
	cd bench && go vet ./...
	cd build/tools && go vet ./...
	$(tool) staticcheck ./...
	$(tool) staticcheck -tags $(window) . ./app/shell
	cd build/tools && go build -o ../bin/lint ./lint
	$(bin)/lint ./...
	GOFLAGS=-tags=$(window) $(bin)/lint . ./app/shell

lint-frontend: frontend/node_modules/.package-lock.json
	cd frontend && npm run --silent lint && npm run --silent check && node_modules/.bin/tsc -p e2e

tidy: ## dead files and exports, unused texts and tokens, French typography, what was forgotten
	@go run ./build/tidy

porcelain: frontend/node_modules/.package-lock.json ## is generated code up to date, the list of modules, and every go.mod tidy?
	build/porcelain.sh

## Generated files
.PHONY: generate deps fault-table tokens icons screenshots
generate: tokens ## write the TypeScript bindings, the contract's types and the design tokens anew
	go run ./build/contract
	go run ./build/faults
	@build/bindings.sh

deps: ## write anew which modules the program is made of, and who pulls them
	go run ./build/deps

fault-table: ## write the README's table of what happens when something goes wrong (build/faults/kinds.txt)
	go run ./build/faults

tokens: frontend/node_modules/.package-lock.json
	cd frontend && npm run --silent tokens

icons: frontend/node_modules/.package-lock.json ## draw the bitmaps from build/appicon.svg anew
	node build/icons.mjs

screenshots: setup-test frontend ## take the README's pictures, and one of every view and dialog (build/gallery/index.html)
	cd frontend/e2e && SCREENSHOTS=1 ../node_modules/.bin/playwright test screenshots gallery

## Other systems
.PHONY: cross cross-windows cross-cli package-windows package-linux package-macos checksums
cross: cross-windows cross-cli ## build for Windows (window) and for every system (command line alone)

# Windows' window needs no C compiler. The program belongs to the console subsystem on purpose:
# see app/shell/console_windows.go.
cross-windows: frontend windows-resources
	CGO_ENABLED=0 GOOS=windows GOARCH=amd64 go build $(flags) -tags desktop,production -o $(bin)/windows-amd64/tenantry.exe .
	CGO_ENABLED=0 GOOS=windows GOARCH=arm64 go build $(flags) -tags desktop,production -o $(bin)/windows-arm64/tenantry.exe .

.PHONY: windows-resources
windows-resources:
	@$(tool) go-winres make --in build/windows/winres.json --arch amd64,arm64 \
		--file-version $(version) --product-version $(version)

cross-cli: windows-resources
	@set -e; for target in linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64; do \
		os=$${target%/*}; arch=$${target#*/}; ext=; [ $$os != windows ] || ext=.exe; \
		echo "CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch go build"; \
		CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch go build $(flags) -o $(bin)/cli/tenantry-$$os-$$arch$$ext .; \
	done

package-windows: cross-windows ## Windows installers, for the current user, where makensis is there
	@command -v makensis >/dev/null || { echo "makensis is missing: install the package nsis"; exit 1; }
	makensis -NOCD -V2 -DVERSION=$(version) -DARCH=amd64 build/windows/installer.nsi
	makensis -NOCD -V2 -DVERSION=$(version) -DARCH=arm64 build/windows/installer.nsi

package-linux: build ## a .tar.gz with the program, its icon and its menu entry
	build/linux/package.sh $(program) $(version)

package-macos: build ## Tenantry.app (on macOS)
	build/darwin/package.sh $(program) $(version)

checksums: ## the SHA-256 of what is in build/bin to be handed out, as SHA256SUMS (SECURITY.md says how to check it)
	cd $(bin) && rm -f SHA256SUMS && sha256sum $$(ls | grep -E '\.(exe|tar\.gz|zip|dmg)$$|^tenantry$$') > SHA256SUMS && cat SHA256SUMS

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^## /{print "\n" substr($$0, 4)} /^[a-z0-9-]+:.*## /{printf "  %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
