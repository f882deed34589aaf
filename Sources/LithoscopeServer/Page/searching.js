/**
 * The present search: what was asked, and what came of it. Whoever shows some of it listens.
 *
 * @typedef {Object} Search
 * @property {import('./address.js').Query} query
 * @property {boolean} isRunning
 * @property {Blob|null} picture a new one, while it is being searched with for the first time
 * @property {Object|null} answer the last one, which stays while the next is awaited
 * @property {import('./problem.js').Problem|null} problem
 */

import { askSearch, sendSearch } from './api.js';
import { noQuery, writeAddress } from './address.js';
import { Problem } from './problem.js';
import { findUpload, keepUpload } from './uploads.js';

/** Answers that back and forward find at once. */
const remembered = 30;

/** @type {Map<string, Object>} by the address of their query */
const answers = new Map();
/** @type {Map<string, string>} what pictures are called that had to be sent once more */
const sentAgain = new Map();
const listeners = new Set();
/** @type {Search} */
let search = { query: noQuery, isRunning: false, picture: null, answer: null, problem: null };
/** @type {AbortController|null} */
let running = null;

/** @returns {Search} */
export const presentSearch = () => search;

/**
 * Listens to searches.
 * @param {(search: Search) => void} listener is called at every change
 */
export function onSearch(listener) {
  listeners.add(listener);
}

/** @param {string} upload @returns {string} what the server calls it now: it may have been sent once more */
export const presentUpload = (upload) => sentAgain.get(upload) ?? upload;

/** Forgets all answers, since the collection has changed. */
export function forgetAnswers() {
  answers.clear();
}

/**
 * Searches, if that query is not the present one.
 * @param {import('./address.js').Query} query
 * @param {{again?: boolean}} [options] `again` searches whatever was there
 */
export async function searchFor(query, { again = false } = {}) {
  const key = keyOf(query);
  if (!again && key === keyOf(search.query) && (search.isRunning || search.answer || search.problem)) return;
  running?.abort();
  running = null;
  if (query.images.length === 0) return change({ query, answer: null });
  if (again) answers.delete(key);
  if (answers.has(key)) return change({ query, answer: answers.get(key) });
  await run(query, (signal) => searchOnce(query, signal));
}

/**
 * Searches with a new picture.
 * @param {Blob} picture
 * @param {import('./address.js').Query} query what else is asked; its images are not looked at
 * @param {(share: number) => void} progress is told what share was sent, 0…1
 * @returns {Promise<import('./address.js').Query|null>} the query by which the answer is found again; null where
 *   there is none, as the problem says, or another search came in between
 */
export async function searchWithPicture(picture, query, progress) {
  running?.abort();
  let named = null;
  await run({ ...query, images: [] }, async (signal) => {
    const answer = await sendSearch(picture, query, progress, signal);
    await keepUpload(answer.upload, picture);
    named = { ...query, images: [{ upload: answer.upload }] };
    return answer;
  }, { picture, queryOfAnswer: () => named });
  return named;
}

async function run(query, work, { picture = null, queryOfAnswer = () => query } = {}) {
  const controller = new AbortController();
  running = controller;
  change({ query, isRunning: true, picture, answer: search.answer });
  try {
    const answer = await work(controller.signal);
    if (running !== controller) return;
    remember(keyOf(queryOfAnswer()), answer);
    change({ query: queryOfAnswer(), answer });
  } catch (error) {
    if (running !== controller || error.name === 'AbortError') return;
    change({ query, picture, answer: null, problem: error instanceof Problem ? error : unforeseen(error) });
  }
}

/** Where the server has forgotten a picture that the browser still has, it is sent once more. */
async function searchOnce(query, signal) {
  try {
    return await askSearch(asSent(query), signal);
  } catch (error) {
    const isForgotten = error instanceof Problem && error.status === 404;
    if (!isForgotten || !(await sendAgain(query.images, signal))) throw error;
    return askSearch(asSent(query), signal);
  }
}

async function sendAgain(images, signal) {
  let isSent = false;
  for (const { upload } of images) {
    const picture = upload ? await findUpload(upload) : null;
    if (!picture) continue;
    const { upload: present } = await sendSearch(picture.blob, { ...noQuery, k: 1 }, () => {}, signal);
    sentAgain.set(upload, present);
    isSent = true;
  }
  return isSent;
}

function asSent(query) {
  const named = (image) => (image.upload ? { upload: presentUpload(image.upload) } : image);
  return { ...query, images: query.images.map(named) };
}

function change(next) {
  search = { isRunning: false, picture: null, problem: null, ...next };
  for (const listener of listeners) listener(search);
}

function remember(key, answer) {
  answers.delete(key);
  answers.set(key, answer);
  if (answers.size > remembered) answers.delete(answers.keys().next().value);
}

const keyOf = (query) => writeAddress({ view: 'search', query });

function unforeseen(error) {
  console.error(error);
  return new Problem('The page does not understand the answer; load it again, so that it fits the server.', -1);
}
