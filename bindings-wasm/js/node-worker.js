/** A worker of Node. */

import { parentPort } from 'node:worker_threads';

import { server } from './server.js';

parentPort.on('message', server((message) => parentPort.postMessage(message)));
