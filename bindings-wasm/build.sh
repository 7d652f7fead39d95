#!/bin/sh
# Builds both native parts, with and without vector instructions, and the glue they share, into wasm/.
set -eu
cd "$(dirname "$0")"
TARGET=wasm32-unknown-unknown
VERSION=0.2.129
BUILT=../target/$TARGET/wasm/double_random_wasm.wasm

rustup target list --installed | grep -qx $TARGET || rustup target add $TARGET
[ -d node_modules ] || npm ci --silent
wasm-bindgen --version 2>/dev/null | grep -qx "wasm-bindgen $VERSION" ||
	cargo install wasm-bindgen-cli --locked --version $VERSION

# What every engine of the last years has: WebAssembly 2.0 without vectors.
FEATURES="--enable-bulk-memory --enable-multivalue --enable-mutable-globals --enable-nontrapping-float-to-int
	--enable-reference-types --enable-sign-ext"

# part NAME FLAGS FEATURE
part() {
	# What assigning inspectors may need at its deepest.
	RUSTFLAGS="-C link-arg=-zstack-size=16777216 $2" \
		cargo build --quiet --locked --profile wasm --target $TARGET --package double-random-wasm
	wasm-bindgen --target web --omit-default-module-path --out-dir "built/$1" --out-name double_random $BUILT
	npx wasm-opt -Oz $FEATURES $3 "built/$1/double_random_bg.wasm" -o "wasm/$1.wasm"
}

rm -rf built wasm
mkdir wasm
part double_random "" ""
part double_random_simd "-C target-feature=+simd128" --enable-simd
cmp built/double_random/double_random.js built/double_random_simd/double_random.js
cp built/double_random/double_random.js built/double_random/double_random.d.ts wasm
