#!/bin/sh
# Builds the two native parts, with and without vector instructions, and the glue they share, into wasm/; and both once more
# into built/, with all vectors of the protocol to be asked of them, for the tests; `build.sh published` leaves these out.
set -eu
cd "$(dirname "$0")"
WHAT=${1:-all}
TARGET=wasm32-unknown-unknown
VERSION=0.2.129
# What every engine of the last years has: WebAssembly 2.0 without vectors.
FEATURES="--enable-bulk-memory --enable-multivalue --enable-mutable-globals --enable-nontrapping-float-to-int
	--enable-reference-types --enable-sign-ext"

rustup target list --installed | grep -qx $TARGET || rustup target add $TARGET
npm ci --silent
wasm-bindgen --version 2>/dev/null | grep -qx "wasm-bindgen $VERSION" ||
	cargo install wasm-bindgen-cli --locked --version $VERSION

REMAP=$(../.ci/remap)

# compiled NAME RUSTFLAGS [CARGO_FLAG ...]
compiled() {
	name=$1
	# The stack is what assigning inspectors may need at its deepest.
	export RUSTFLAGS="-C link-arg=-zstack-size=16777216 $REMAP $2"
	shift 2
	cargo build --quiet --locked --profile wasm --target $TARGET --package double-random-wasm "$@"
	wasm-bindgen --target web --omit-default-module-path --out-dir "built/$name" \
		--out-name double_random ../target/$TARGET/wasm/double_random_wasm.wasm
}

# shrunk NAME [WASM_OPT_FLAG ...]
shrunk() {
	name=$1
	shift
	# What only one function calls is no part of it: an engine would compile both well for the sake of the one that runs often.
	npx wasm-opt -Oz --one-caller-inline-max-function-size=10 $FEATURES "$@" "built/$name/double_random_bg.wasm" -o "wasm/$name.wasm"
}

rm -rf built wasm
mkdir wasm
compiled double_random ""
[ "$WHAT" = published ] || compiled selftest "" --features selftest
compiled double_random_simd "-C target-feature=+simd128"
[ "$WHAT" = published ] || compiled selftest_simd "-C target-feature=+simd128" --features selftest
shrunk double_random
shrunk double_random_simd --enable-simd
cmp built/double_random/double_random.js built/double_random_simd/double_random.js
cp built/double_random/double_random.js built/double_random/double_random.d.ts wasm
