/** Which of the two native parts a machine can run, and where it is loaded from. */

/** @typedef {import('./index.js').WasmSource} WasmSource */

/** A module with one instruction of `simd128`: `i8x16.splat`. */
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);

/**
 * The compiled native part, the faster one where this machine can run it.
 * @param {WasmSource | {simd: WasmSource, scalar: WasmSource}} wasm
 * @param {(url: URL) => Promise<Uint8Array | Response>} load
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compiled(wasm, load) {
  let source = await wasm;
  if ('simd' in source) source = await (WebAssembly.validate(SIMD) ? source.simd : source.scalar);
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof URL) source = await load(source);
  if (typeof Response !== 'undefined' && source instanceof Response) {
    if (!source.ok) throw new Error(`${source.url}: ${source.status} ${source.statusText}`);
    source = await source.arrayBuffer();
  }
  return WebAssembly.compile(source);
}

/** The two native parts, beside this file. */
export const installed = {
  get simd() {
    return new URL('../wasm/double_random_simd.wasm', import.meta.url);
  },
  get scalar() {
    return new URL('../wasm/double_random.wasm', import.meta.url);
  },
};
