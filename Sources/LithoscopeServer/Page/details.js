/** An image by itself, large, with all that is known about it. */

import { askImage, pictureAddress } from './api.js';
import { element, sign } from './elements.js';
import { addressOf, asQuery } from './address.js';
import { toggleMore, toggleNot } from './examples.js';
import { labelMark } from './label-mark.js';
import { changeQuery, here } from './navigation.js';
import { bytes, count, crispSide, fileName, keyName } from './words.js';

/**
 * Opens an image.
 * @param {number} id
 */
export async function openDetails(id) {
  const facts = element('dl', { class: 'facts-list' });
  const title = element('h2', { id: 'details-title' }, 'Image');
  const dialog = element('dialog', { class: 'details', 'aria-labelledby': 'details-title' });
  const { query } = here();
  const button = (text, act, kind) => element('button', {
    type: 'button', class: kind,
    on: {
      click() {
        dialog.close();
        act();
      },
    },
  }, text);
  const hasQuery = query.images.length > 0;
  dialog.append(
    element('div', { class: 'details-picture' }, element('img', { src: pictureAddress(id), alt: '' })),
    element('div', { class: 'details-text' }, title, facts, element('div', { class: 'row' },
      button('Search with it', () => changeQuery(asQuery(id), { view: 'search' }), 'primary'),
      hasQuery ? button('More like this', () => toggleMore(id)) : null,
      hasQuery ? button('Not like this', () => toggleNot(id)) : null)),
    element('button', {
      type: 'button', class: 'quiet close', 'aria-label': 'Close', on: { click: () => dialog.close() },
    }, sign('M3 3l10 10M13 3L3 13')));
  const picture = dialog.querySelector('img');
  picture.addEventListener('load', () => {
    picture.classList.toggle('tiny', Math.max(picture.naturalWidth, picture.naturalHeight) < crispSide);
  });
  dialog.addEventListener('close', () => dialog.remove());
  // A click beside the dialog closes it, and so does a link to another image.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog || event.target.closest('a')) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  try {
    const image = await askImage(id);
    title.textContent = fileName(image.path);
    picture.alt = image.path;
    facts.append(...factsOf(image).flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
  } catch (problem) {
    facts.replaceWith(element('p', { class: 'notice', role: 'alert' }, problem.message));
  }
}

function factsOf(image) {
  return [
    ['Path', image.path], ['Label', image.label && labelMark(image.label)],
    ['Size', image.width && `${count(image.width)} × ${count(image.height)} pixels`],
    ['File', image.bytes && `${(image.format ?? '').toUpperCase()} ${bytes(image.bytes)}`.trim()],
    ['Changed', image.modified && new Date(image.modified).toLocaleDateString('en', { dateStyle: 'medium' })],
    ...Object.entries(image.exif ?? {}).map(([key, value]) => [capitalised(keyName(key)), text(value)]),
    ['Same file', image.same_content?.length && element('span', { class: 'row' }, image.same_content.map((same) =>
      element('a', { href: addressOf(same, here().query), 'data-inside': true }, `image ${same}`)))],
  ].filter(([, value]) => value);
}

const capitalised = (name) => (name === 'iso' ? 'ISO' : name[0].toUpperCase() + name.slice(1));

const text = (value) => (value === null || value === '' ? null : String(value));
