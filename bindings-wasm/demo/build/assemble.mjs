/** One HTML file from its parts, with a security policy that names each of them by its hash. */

import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** The only style attributes there are: those that the charts are drawn with. */
const CHART_STYLES = ['width: 100%; height: 180px;', 'overflow: visible;'];

export function assembled({ template, style, script, licences, assets }) {
  if (/<\/(script|style)|<!--/i.test(script + style)) throw new Error('a program or style would end its element');
  const parts = {
    policy: policy(style, script),
    style,
    script,
    licences: licences.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    assets: Object.entries(assets).map(asset).join('\n'),
  };
  return template.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
}

/** Nothing may be loaded, sent or framed; only what is built in may run; and no text may become markup. */
function policy(style, script) {
  return [
    "default-src 'none'",
    `script-src '${hash(script)}' 'wasm-unsafe-eval'`,
    `style-src '${hash(style)}' 'unsafe-hashes' ${CHART_STYLES.map((text) => `'${hash(text)}'`).join(' ')}`,
    'worker-src blob:',
    'img-src data:',
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types workers',
  ].join('; ');
}

function hash(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function asset([id, bytes]) {
  return `<script type="text/plain" id="${id}">${gzipSync(bytes, { level: 9 }).toString('base64')}</script>`;
}
