/** The built page in Chromium, opened from the disk; whatever it asks of a network is noted. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

const PAGE = new URL('../dist/double-random.html', import.meta.url).href;

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser with nothing in it, and what ends it. */
export async function browser() {
  const folder = await mkdtemp(join(tmpdir(), 'double-random-page-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: FLAGS,
    viewport: { width: 1200, height: 900 },
    acceptDownloads: true,
  });
  const close = async () => {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { context, close };
}

/** The page in one of its rooms, with what it asked for and what went wrong in it. */
export async function opened(context, room = 'preview') {
  const page = await context.newPage();
  const strayed = [];
  const problems = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('blob:') && !url.startsWith('data:') && url.split('#')[0] !== PAGE) strayed.push(url);
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.goto(room ? `${PAGE}#${room}` : PAGE);
  return { page, strayed, problems };
}
