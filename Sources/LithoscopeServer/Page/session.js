/** Asks for the token where the server demands one. */

import { openSession } from './api.js';
import { element, labelled, sentence } from './elements.js';
import { Problem } from './problem.js';

/** @type {Promise<void>|null} one prompt serves all requests that wait for it */
let waiting = null;

/**
 * Asks for the token, again until the server takes it.
 * @returns {Promise<void>} fulfilled once the server knows this browser
 */
export function promptForToken() {
  waiting ??= prompt().finally(() => { waiting = null; });
  return waiting;
}

function prompt() {
  return new Promise((resolve) => {
    const field = element('input', { type: 'password', autocomplete: 'current-password', required: true });
    const failure = element('p', { role: 'alert', class: 'notice', hidden: true });
    const form = element(
      'form', { on: { submit: trySession } },
      element('h2', { id: 'token-title' }, 'This server asks for its token'),
      sentence('Whoever started it has the file that was given with `--token-file`.', { class: 'soft' }),
      labelled('Token', field), failure,
      element('button', { class: 'primary' }, 'Go on'));
    const dialog = element('dialog', { 'aria-labelledby': 'token-title' }, form);
    // Without the token there is nothing to see, so that Escape has nowhere to lead.
    dialog.addEventListener('cancel', (event) => event.preventDefault());
    document.body.append(dialog);
    dialog.showModal();

    async function trySession(event) {
      event.preventDefault();
      try {
        await openSession(field.value.trim());
        dialog.remove();
        resolve();
      } catch (refused) {
        const problem = refused instanceof Response
          ? Problem.refusal(refused.status, await refused.text()) : Problem.outage();
        failure.textContent = problem.message;
        failure.hidden = false;
        field.select();
      }
    }
  });
}
