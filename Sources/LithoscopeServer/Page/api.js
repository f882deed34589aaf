/** What the server can be asked, by the names of its API. */

import { ask, sendForm } from './requests.js';

/** @typedef {import('./address.js').Query} Query */

const asJSON = { 'Content-Type': 'application/json' };
const post = (path, body, signal) =>
  ask(path, { method: 'POST', headers: asJSON, body: JSON.stringify(body), signal });

/** @returns {Promise<Object>} name, images, descriptors, labels, keys, limits of the collection */
export const askCollection = () => ask('/api/collection');

/** @param {number} id @returns {Promise<Object>} path, label, size, EXIF of an image */
export const askImage = (id, signal) => ask(`/api/images/${id}`, { signal });

/** @param {string|null} descriptor @returns {Promise<Object>} the layout of the collection, column by column */
export const askMap = (descriptor) =>
  ask(descriptor ? `/api/map?descriptor=${encodeURIComponent(descriptor)}` : '/api/map');

/** @returns {Promise<Object>} the images with coordinates, column by column */
export const askPlaces = () => ask('/api/places');

/** @returns {Promise<Object>} the last evaluation; refused with 404 where there is none */
export const askEvaluation = () => ask('/api/evaluation');

/** @returns {Promise<Object>} how long each stage of a query takes */
export const askMetrics = () => ask('/api/metrics');

/** @param {string} token @returns {Promise<void>} fulfilled once the server has set its cookie */
export async function openSession(token) {
  const response = await fetch('/api/session', { method: 'POST', headers: asJSON, body: JSON.stringify({ token }) });
  if (!response.ok) throw response;
}

/**
 * Searches with members of the collection, and with pictures that the server remembers.
 * @param {Query} query
 * @param {AbortSignal} [signal]
 * @returns {Promise<Object>} the object of `search --json`, with ids and sizes
 */
export const askSearch = (query, signal) => post('/api/search', searchBody(query), signal);

/**
 * Searches with a picture, which the server remembers for some minutes under the `upload` of its answer.
 * @param {File|Blob} picture
 * @param {Query} query what else is asked; its first image is this one
 * @param {(share: number) => void} progress is told what share was sent, 0…1
 * @param {AbortSignal} [signal]
 * @returns {Promise<Object>} as {@link askSearch}, with `upload`
 */
export function sendSearch(picture, query, progress, signal) {
  const { images, ...rest } = searchBody(query);
  const form = new FormData();
  form.append('query', JSON.stringify(rest));
  form.append('image', picture, picture.name || 'picture');
  return sendForm('/api/search', form, progress, signal);
}

/** @returns {Promise<{running: boolean, done: number, total: number}>} how far added images are described */
export const askIndexing = () => ask('/api/indexing');

/**
 * Adds images to the collection.
 * @param {File[]} files
 * @param {string} label which is the folder they go to; empty for the usual one
 * @param {(share: number) => void} progress is told what share was sent, 0…1
 * @param {AbortSignal} [signal]
 * @returns {Promise<{added: number, images: {id: number, name: string}[], failed: {name: string, reason: string}[]}>}
 */
export function sendImages(files, label, progress, signal) {
  const form = new FormData();
  if (label) form.append('label', label);
  for (const file of files) form.append('image', file, file.name);
  return sendForm('/api/images', form, progress, signal);
}

/** @param {number} id @param {96|192|384} size longest side in pixels @returns {string} the address of a thumbnail */
export const thumbnailAddress = (id, size) => `/api/images/${id}/thumbnail?size=${size}`;

/** @param {number} id @returns {string} the address of the image, at most 1600 pixels */
export const pictureAddress = (id) => `/api/images/${id}/picture`;

/** @param {string} upload @returns {string} the address of a picture that was searched with, while it is remembered */
export const uploadAddress = (upload) => `/api/uploads/${encodeURIComponent(upload)}/picture`;

function searchBody(query) {
  return {
    images: query.images,
    not: query.not.map((id) => ({ id })),
    ...(query.region && { region: query.region }),
    filters: { labels: query.labels, where: query.where },
    ...(query.descriptor && { descriptor: query.descriptor }),
    k: query.k,
    exact: query.exact,
    expand: query.expand,
    explain: query.explain,
  };
}
