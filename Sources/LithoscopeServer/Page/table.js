/** Tables of figures. */

import { element } from './elements.js';

/**
 * Builds a table whose first column heads its rows.
 * @param {string} caption
 * @param {string[]} heads
 * @param {(string|number|Node|null)[][]} rows
 * @param {{numbers?: number}} [options] `numbers` is the first column of figures, which are set to the right
 * @returns {HTMLElement}
 */
export function table(caption, heads, rows, { numbers = 1 } = {}) {
  const kind = (column) => ({ class: column >= numbers ? 'number' : null });
  const cell = (value) => (value instanceof Node ? value : String(value ?? '–'));
  const head = element('tr', {}, heads.map((name, column) =>
    element('th', { scope: 'col', ...kind(column) }, name)));
  const body = rows.map(([first, ...rest]) => element('tr', {}, element('th', { scope: 'row' }, cell(first)),
    rest.map((value, index) => element('td', kind(index + 1), cell(value)))));
  return element('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': caption },
    element('table', {}, element('caption', {}, caption), element('thead', {}, head), element('tbody', {}, body)));
}
