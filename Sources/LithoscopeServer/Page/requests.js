/** Requests to the server: what every one of them has to go through, whatever it asks for. */

import { Problem } from './problem.js';

/** A busy server that says when to come again is asked again that often. */
const patience = 3;
/** Longer than that, in seconds, nobody is kept waiting without being told. */
const longestWait = 5;

/** @type {() => Promise<void>} */
let askForToken = () => Promise.reject(new Problem('The server demands a token; load the page again.', 401));
/** @type {(isOutage: boolean) => void} */
let noteOutage = () => {};

/**
 * Says what to do where the server demands a token, and whom to tell that it went away or came back.
 * @param {{token: () => Promise<void>, outage: (isOutage: boolean) => void}} listeners `token` is fulfilled once
 *   the server knows this browser
 */
export function listenToRequests({ token, outage }) {
  askForToken = token;
  noteOutage = outage;
}

/**
 * Asks the server.
 * @param {string} path
 * @param {RequestInit} [options]
 * @returns {Promise<any>} what the JSON of the answer holds
 * @throws {Problem} a refusal or an outage; an AbortError where the signal of the options says so
 */
export async function ask(path, options = {}) {
  for (let attempt = 1; ; attempt += 1) {
    const response = await send(path, options);
    if (response.ok) return response.json();
    const wait = Number(response.headers.get('Retry-After'));
    if (await mayTryAgain(response.status, wait, attempt)) continue;
    throw Problem.refusal(response.status, await response.text());
  }
}

async function send(path, options) {
  try {
    const response = await fetch(path, options);
    noteOutage(false);
    return response;
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    noteOutage(true);
    throw Problem.outage();
  }
}

/**
 * Sends a form and says how far it is, which `fetch` cannot.
 * @param {string} path
 * @param {FormData} form
 * @param {(share: number) => void} progress is told what share was sent, 0…1
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>} what the JSON of the answer holds
 * @throws {Problem} as {@link ask}
 */
export async function sendForm(path, form, progress, signal) {
  for (let attempt = 1; ; attempt += 1) {
    const { status, body, wait } = await transfer(path, form, progress, signal);
    if (status >= 200 && status < 300) return JSON.parse(body);
    if (!(await mayTryAgain(status, wait, attempt))) throw Problem.refusal(status, body);
  }
}

/** Does what an answer asks for before the request is sent again: a token, or some patience. */
async function mayTryAgain(status, wait, attempt) {
  if (status === 401) {
    await askForToken();
    return true;
  }
  const isBusy = [429, 503].includes(status) && attempt < patience && wait > 0 && wait <= longestWait;
  if (isBusy) await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  return isBusy;
}

function transfer(path, form, progress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      noteOutage(false);
      resolve({
        status: request.status, body: request.responseText, wait: Number(request.getResponseHeader('Retry-After')),
      });
    });
    request.addEventListener('error', () => {
      noteOutage(true);
      reject(Problem.outage());
    });
    request.addEventListener('abort', () => reject(new DOMException('Stopped', 'AbortError')));
    signal?.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}
