/** A label with the dot of its colour, as it is shown everywhere. */

import { colourOf } from './collection.js';
import { element } from './elements.js';

/** @param {string|null} label @returns {HTMLElement} the dot by itself, which says nothing to a screen reader */
export const labelDot = (label) =>
  element('span', { class: 'dot', 'aria-hidden': 'true', style: { background: colourOf(label) } });

/** @param {string|null} label @returns {HTMLElement} the dot and the name */
export const labelMark = (label) => element('span', { class: 'label' }, labelDot(label), label || 'without a label');
