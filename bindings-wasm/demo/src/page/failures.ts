/** Nothing fails in silence: what nobody expected is told at the top of the page. */

import { refill } from './elements.ts';
import { faultBox } from './faults.ts';

export function tellFailures(): void {
  const tell = (reason: unknown) => {
    const at = document.getElementById('failure');
    if (at) refill(at, faultBox(reason));
  };
  window.addEventListener('error', (event) => tell(event.error ?? event.message));
  window.addEventListener('unhandledrejection', (event) => tell(event.reason));
}
