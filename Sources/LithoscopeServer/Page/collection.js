/** The collection that is served, as far as several parts of the page need to know it. */

import { askCollection } from './api.js';
import { labelColour } from './palette.js';

/** @type {Object|null} */
let present = null;
const listeners = new Set();

/** @returns {Object|null} what /api/collection answered; null before it did */
export const presentCollection = () => present;

/**
 * Listens to the collection.
 * @param {(collection: Object) => void} listener is called when it is known, and when it has changed
 */
export function onCollection(listener) {
  listeners.add(listener);
  if (present) listener(present);
}

/** Asks for the collection, at first or again. */
export async function loadCollection() {
  const answer = await askCollection();
  if (JSON.stringify(answer) === JSON.stringify(present)) return;
  present = answer;
  for (const listener of listeners) listener(present);
}

/** @param {string|null} name null for the default @returns {Object|undefined} the descriptor of that name */
export const descriptorNamed = (name) =>
  present?.descriptors.find((descriptor) => (name ? descriptor.name === name : descriptor.default))
  ?? (name ? undefined : present?.descriptors[0]);

/** @param {string|null|undefined} label @returns {number} its place in the palette; −1 for no label */
export const labelIndex = (label) => (label ? present?.labels.findIndex((entry) => entry.label === label) ?? -1 : -1);

/** @param {string|null} label @returns {string} the colour that stands for it wherever it is shown */
export const colourOf = (label) => labelColour(labelIndex(label));
