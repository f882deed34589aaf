/** The labels and their colours; pressing some lets the others step back. */

import { presentCollection } from './collection.js';
import { button, element } from './elements.js';
import { labelDot } from './label-mark.js';
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
    const label = index < 0 ? null : presentCollection().labels[index].label;
    const size = element('span', { class: 'soft number' }, count(sizes.get(index)));
    const toggle = button([labelDot(label), element('span', {}, label ?? 'without a label'), size], () => {
      if (!pressed.delete(index)) pressed.add(index);
      toggle.setAttribute('aria-pressed', pressed.has(index));
      changed(new Set(pressed));
    }, { class: 'quiet', 'aria-pressed': 'false' });
    return element('li', {}, toggle);
  };
  return element('ul', { class: 'legend', 'aria-label': 'Labels' },
    [...sizes.keys()].sort((one, other) => (one < 0) - (other < 0) || one - other).map(entry));
}
