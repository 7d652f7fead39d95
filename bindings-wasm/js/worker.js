/** A browser's worker. */

import { server } from './server.js';

const take = server((message) => self.postMessage(message));
self.onmessage = ({ data }) => take(data);
