/** The labels and their colours; pressing some lets the others step back. */

import { presentCollection } from './collection.js';
import { element } from './elements.js';
import { labelColour } from './palette.js';
import { count } from './words.js';

/**
 * Builds a legend.
 * @param {number[]} group the place of each image's label in the palette, or −1
 * @param {(groups: Set<number>) => void} changed is told the labels that are pressed
 * @returns {HTMLElement}
 */
export function legend(group, changed) {
  const sizes = new Map();
  for (const index of group) sizes.set(index, (sizes.get(index) ?? 0) + 1);
  const pressed = new Set();
  const entry = (index) => {
    const button = element('button', {
      type: 'button', class: 'quiet', 'aria-pressed': 'false',
      on: {
        click() {
          if (!pressed.delete(index)) pressed.add(index);
          button.setAttribute('aria-pressed', pressed.has(index));
          changed(new Set(pressed));
        },
      },
    }, element('span', { class: 'dot', 'aria-hidden': 'true', style: { background: labelColour(index) } }),
    element('span', {}, index < 0 ? 'without a label' : presentCollection().labels[index].label), element('span', { class: 'soft number' }, count(sizes.get(index))));
    return element('li', {}, button);
  };
  return element('ul', { class: 'legend', 'aria-label': 'Labels' },
    [...sizes.keys()].sort((one, other) => (one < 0) - (other < 0) || one - other).map(entry));
}
