/** Which of the two native parts a machine can run, and where it is loaded from. */

/** @typedef {import('./index.js').WasmSource} WasmSource */

/** A module with one instruction of `simd128`: `i8x16.splat`. */
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);

/**
 * The compiled native part, the faster one where this machine can run it.
 * @param {WasmSource | {simd: WasmSource, scalar: WasmSource}} wasm
 * @param {(url: URL) => Promise<BufferSource | Response>} load
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compiled(wasm, load) {
  const given = await wasm;
  const chosen = 'simd' in given ? (WebAssembly.validate(SIMD) ? given.simd : given.scalar) : given;
  const source = await /** @type {WasmSource} */ (chosen);
  if (source instanceof WebAssembly.Module) return source;
  const loaded = source instanceof URL ? await load(source) : source;
  return WebAssembly.compile(loaded instanceof Response ? await bytesOf(loaded) : loaded);
}

/** @param {Response} response */
function bytesOf(response) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${response.statusText}`);
  return response.arrayBuffer();
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
