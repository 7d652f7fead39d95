.PHONY: test
test:
	cargo test --workspace

.PHONY: bench
bench:
	cargo bench --package double-random-benches
	cargo run --quiet --release --package double-random-benches --bin table
