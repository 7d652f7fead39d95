/** A worker of Node. */

import { parentPort } from 'node:worker_threads';

import { server } from './server.js';

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
port.on('message', server((message) => port.postMessage(message)));
