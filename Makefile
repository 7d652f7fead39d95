# `make test` is everything there is; it installs what it needs into .venv and, for cargo-deny, where cargo installs.
PYTHON ?= python3
VENV := .venv/bin
DENY_VERSION := 0.20.2
AUDIT_VERSION := 2.10.1
SEMVER_VERSION := 0.51.0
BOOK_VERSION := 0.5.4
OUT := $(shell mktemp -d)

.PHONY: test style rust replays examples reference documents wheel installed python wasm page test-page chromium supply deny audit lists \
	notices book bench bench-python instructions platforms miri reproduce semver

test: style rust replays examples reference documents python wasm test-page supply

style:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --features double-random-benches/rayon -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps

# What must hold whatever comes in, asked of all inputs that the fuzzer kept; fuzz/README.md says how to look for more.
replays:
	cargo fmt --manifest-path fuzz/Cargo.toml --check
	cargo clippy --manifest-path fuzz/Cargo.toml --target-dir target --locked --all-targets -- -D warnings
	cargo test --manifest-path fuzz/Cargo.toml --target-dir target --locked

# With threads; the bindings, built below, are without.
rust:
	cargo test --workspace --features double-random-benches/rayon

examples:
	cargo run --release --example gaoping_2025 -- $(OUT)/gaoping-2025
	cargo run --release --example chicago
	$(PYTHON) docs/spec/reference/draw_v1.py verify --plan $(OUT)/gaoping-2025/plan.json \
		--targets $(OUT)/gaoping-2025/targets.csv --salt-key $(OUT)/gaoping-2025/salt-key.txt \
		--inspectors $(OUT)/gaoping-2025/inspectors.csv $(OUT)/gaoping-2025/record.json

reference: .venv/installed
	$(VENV)/python -m unittest discover -s docs/spec/reference

# That the documents say what the sources say; what runs in them runs with the crate and with the wheel.
documents: .venv/installed
	$(VENV)/python -m pytest docs/tests

# Writes those lists anew that follow from the sources: errors, and what is public.
lists:
	$(PYTHON) docs/tests/listings.py

# Writes anew the licences of the crates inside the wheel and the npm package, after a crate has changed.
notices:
	$(PYTHON) docs/tests/notices.py

# The documents as a book, target/book/index.html.
book:
	mdbook --version | grep -qx 'mdbook v$(BOOK_VERSION)' || cargo install mdbook --locked --version $(BOOK_VERSION)
	mdbook build docs

# The wheel as users get it.
wheel: .venv/installed
	rm -rf target/wheels
	remap=$$(.ci/remap) && RUSTFLAGS="$$remap" $(VENV)/maturin build --quiet --locked --profile wheel \
		--manifest-path bindings-python/Cargo.toml --out target/wheels

installed: wheel
	$(VENV)/python -m pip install --quiet --force-reinstall --no-deps target/wheels/double_random-*.whl

# Its tests, the examples of its documentation, and its stubs.
python: installed
	cd bindings-python && ../$(VENV)/python -m pytest
	cd bindings-python && ../$(VENV)/python -m mypy.stubtest double_random._native
	cd bindings-python && ../$(VENV)/python -m mypy python/double_random

# The npm package as users get it, its types, its tests and the vectors in Node and in a browser.
wasm: chromium
	bindings-wasm/build.sh
	cd bindings-wasm && npm run --silent types
	cd bindings-wasm && npm test --silent

# The page as one file that opens from a disk: bindings-wasm/demo/dist/double-random.html.
page: bindings-wasm/wasm/double_random_simd.wasm
	cargo run --quiet --release --example gaoping_2025 -- $(OUT)/page > $(OUT)/page.txt
	cd bindings-wasm/demo && npm ci --silent && npx prettier --check . && npx tsc --noEmit && node build.mjs $(OUT)/page

test-page: page chromium
	cd bindings-wasm/demo && node --test --test-concurrency=1 tests/*.test.mjs

bindings-wasm/wasm/double_random_simd.wasm: $(shell find core/src bindings-wasm/src -name '*.rs') bindings-wasm/build.sh Cargo.lock
	bindings-wasm/build.sh

# The browser of the tests, with letters for what it shows.
chromium:
	test -x /usr/bin/chromium || { apt-get update && apt-get install --yes chromium fonts-noto-cjk; }

supply: deny
	cargo deny check bans licenses sources
	cargo deny --manifest-path fuzz/Cargo.toml --config deny.toml check bans licenses sources

deny:
	cargo deny --version | grep -qx 'cargo-deny $(DENY_VERSION)' || cargo install cargo-deny --locked --version $(DENY_VERSION)

# What is locked, held to the lists of known faults. They change without us, so this is no part of the tests.
audit: deny
	cargo deny check advisories
	cd bindings-wasm && npm audit
	cd bindings-wasm/demo && npm audit
	$(PYTHON) -m venv $(OUT)/audit && $(OUT)/audit/bin/python -m pip install --quiet pip-audit==$(AUDIT_VERSION)
	$(OUT)/audit/bin/pip-audit --disable-pip --no-deps --requirement docs/spec/reference/requirements.txt \
		--requirement bindings-python/requirements.txt

# On other processors, under emulation where this machine is none of them: docs/platforms.md.
platforms:
	.ci/platforms

# Core's one unsafe call, interpreted: docs/platforms.md.
miri:
	rustup component add --toolchain nightly miri rust-src
	RUSTFLAGS="-C target-feature=+sha,+sse4.1,+ssse3,+sse4.2,+popcnt" \
		cargo +nightly miri test --package double-random --lib -- digest::lanes::path

# Whether the wheel and the npm package have the same bytes when built elsewhere: docs/dependencies.md.
reproduce:
	.ci/reproduce

# Whether the crate breaks what it promised in BASELINE, a tag or commit: docs/stability.md.
semver:
	cargo semver-checks --version | grep -qx 'cargo-semver-checks $(SEMVER_VERSION)' || \
		cargo install cargo-semver-checks --locked --version $(SEMVER_VERSION)
	cargo semver-checks --package double-random --baseline-rev $(BASELINE)

.venv/installed: docs/spec/reference/requirements.txt bindings-python/requirements.txt
	$(PYTHON) -m venv .venv
	$(VENV)/python -m pip install --quiet $(addprefix --requirement ,$^)
	touch $@

bench: installed
	cargo bench --package double-random-benches
	cargo bench --package double-random-benches --features rayon --bench threads
	cargo run --quiet --release --package double-random-benches --bin table
	cargo run --quiet --release --package double-random-benches --bin whole_job -- 1000000
	cargo run --quiet --release --package double-random-benches --bin whole_job -- 10000000
	bindings-wasm/build.sh
	node benches/wasm.mjs
	$(VENV)/python benches/python/draw.py
	$(VENV)/python benches/python/spark.py

# Instructions of the hot paths, counted by Valgrind and held to what they were: benches/README.md.
instructions:
	$(PYTHON) benches/instructions.py

# Python alone, beside the crate's own figure.
bench-python: installed
	cargo bench --package double-random-benches --bench draw -- 'sha256(, slices)?/10000000$$'
	$(VENV)/python benches/python/draw.py
	$(VENV)/python benches/python/spark.py
