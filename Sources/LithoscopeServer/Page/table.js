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
  const cell = (value) => (value instanceof Node ? value : value === null || value === undefined ? '–' : String(value));
  return element('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': caption }, element('table', {},
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, heads.map((head, column) => element('th', { scope: 'col', ...kind(column) }, head)))),
    element('tbody', {}, rows.map((row) => element('tr', {}, row.map((value, column) => (column === 0
      ? element('th', { scope: 'row' }, cell(value)) : element('td', kind(column), cell(value)))))))));
}
