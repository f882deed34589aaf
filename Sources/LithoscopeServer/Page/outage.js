/** Says that the server is gone, and notices when it is back. */

import { ask, listenToRequests } from './requests.js';
import { button, sentence } from './elements.js';
import { Problem } from './problem.js';
import { promptForToken } from './session.js';

/** How often the server is looked for while it is gone, in milliseconds. */
const interval = 3000;

/**
 * Starts to watch.
 * @param {() => void} comeBack is called once the server answers again
 */
export function startOutageNotice(comeBack) {
  const notice = document.getElementById('outage');
  let timer = null;

  async function look() {
    try {
      await ask('/health');
    } catch {
      // Still gone: the request itself has said so.
    }
  }

  listenToRequests({
    token: promptForToken,
    outage(isOutage) {
      if (isOutage && timer === null) {
        timer = setInterval(look, interval);
        notice.replaceChildren(sentence(Problem.outage().message),
          button('Try again', look));
        notice.hidden = false;
      } else if (!isOutage && timer !== null) {
        clearInterval(timer);
        timer = null;
        notice.hidden = true;
        comeBack();
      }
    },
  });
}
