# Two commands do everything on a fresh Debian 12 machine with Swift 6.3: `make demo` and `make test`.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
export PKG_CONFIG_PATH := $(CURDIR)/.build/pkgconfig:$(PKG_CONFIG_PATH)
.DEFAULT_GOAL := help
.PHONY: help demo test test-web build lint format clean dependencies

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

demo: build ## Get the model, index sample images, search them and draw the result into demo/
	scripts/demo.sh

test: dependencies ## Build and run every test
	swift build --build-tests
	swift test --skip-build

test-web: build ## Drive the page of `lithoscope serve` by headless Chromium
	@scripts/install-dependencies.sh chromium
	scripts/test-web.sh

build: dependencies ## Build the release of the `lithoscope` command
	swift build -c release --product lithoscope

lint: ## Check the style of the code
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

format: ## Bring the code into the project's style
	swift format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

clean: ## Remove what was built and the demo
	rm -rf .build Benchmarks/.build demo

dependencies:
	@scripts/install-dependencies.sh
