/** Going from one address to another within the page; back and forward work as everywhere. */

import { readAddress, sameImage, writeAddress } from './address.js';

/** @typedef {import('./address.js').Address} Address */
/** @typedef {import('./address.js').Query} Query */

/** @type {(address: Address) => void} */
let follow = () => {};

/** @returns {Address} where the page is */
export const here = () => readAddress(location.search);

/**
 * Starts to follow addresses: those of links marked `data-inside`, and those that back and forward lead to.
 * @param {(address: Address) => void} listener is called with each address, at first with the present one
 */
export function startNavigation(listener) {
  follow = listener;
  addEventListener('popstate', () => follow(here()));
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-inside]');
    const elsewhere = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || event.defaultPrevented) return;
    event.preventDefault();
    go(readAddress(new URL(link.href).search));
  });
  follow(here());
}

/**
 * Goes to an address.
 * @param {Address} address
 * @param {{replace?: boolean}} [options] `replace` puts it in the place of the present one, which back then skips
 */
export function go(address, { replace = false } = {}) {
  const text = writeAddress(address);
  const stays = text === location.pathname + location.search;
  const [before] = here().query.images;
  const [after] = address.query.images;
  history[replace || stays ? 'replaceState' : 'pushState'](null, '', text);
  follow(address);
  // Another picture is another search, which is read from its top; a refined one stays where it is.
  if (!before || !after || !sameImage(before, after)) scrollTo(0, 0);
}

/**
 * Changes the query of the present address.
 * @param {Partial<Query>} change
 * @param {{replace?: boolean, view?: string}} [options] `view` to go there at once
 */
export function changeQuery(change, { replace = false, view } = {}) {
  const { view: present, query } = here();
  go({ view: view ?? present, query: { ...query, ...change } }, { replace });
}
