/** What is shown before there is a query: the ways to begin. */

import { addressOf, noQuery, writeAddress } from './address.js';
import { askMap, thumbnailAddress } from './api.js';
import { onCollection } from './collection.js';
import { element } from './elements.js';
import { chooser, hasCamera } from './intake.js';
import { labelDot } from './label-mark.js';
import { here } from './navigation.js';
import { counted } from './words.js';

/** So many images of the collection are offered to begin with. */
const offered = 24;

/**
 * Builds the welcome.
 * @param {(files: File[]) => void} take is given pictures
 * @returns {HTMLElement}
 */
export function buildWelcome(take) {
  const note = element('p', { class: 'soft' });
  const title = element('h2', { hidden: true }, 'Or begin with one of the collection');
  const list = element('ul', { class: 'beginnings' });
  onCollection(async ({ images, labels, writable }) => {
    const named = labels.filter(({ label }) => label);
    const kinds = named.length > 1 ? ` of ${counted(named.length, 'label')}` : '';
    note.replaceChildren(...(images
      ? [`It is compared with ${counted(images, 'image')}${kinds}. Nothing leaves this server.`]
      : invitation(writable)));
    try {
      const beginnings = images ? spread(await askMap(null), offered) : [];
      list.replaceChildren(...beginnings.map(beginning));
      title.hidden = !beginnings.length;
    } catch {
      // Without a map there is nothing to begin with but one's own picture.
    }
  });
  return element('div', { class: 'welcome' },
    element('div', { class: 'drop' },
      element('h1', {}, 'What looks like this?'),
      element('p', {}, 'Drop a picture of a rock, a thin section or a core here, paste it, or choose one.'),
      element('div', { class: 'row' }, chooser('Choose a picture', take, { primary: true }),
        hasCamera() ? chooser('Photograph', take, { camera: true }) : null),
      note),
    title, list);
}

/** What an empty collection says. */
function invitation(isWritable) {
  if (!isWritable) return ['The collection is empty; add images with ', element('code', {}, 'lithoscope index'), '.'];
  const address = writeAddress({ view: 'add', query: noQuery });
  return ['The collection is empty; ', element('a', { href: address, 'data-inside': true }, 'add images'), ' first.'];
}

function beginning({ id, label }, index) {
  const name = label ? `Begin with an image of ${label}, number ${index + 1}` : `Begin with image ${index + 1}`;
  return element('li', {}, element(
    'a', { href: addressOf(id, here().query), 'data-inside': true, 'aria-label': name },
    element('img', { src: thumbnailAddress(id, 192), alt: '', loading: 'lazy' }),
    label ? element('span', { class: 'beginning-label' }, labelDot(label), element('span', {}, label)) : null));
}

/** Takes images label by label in turn, from all over each label. */
function spread({ ids, label, labels }, wanted) {
  const groups = new Map();
  ids.forEach((id, index) => {
    const group = groups.get(label[index]) ?? [];
    group.push(id);
    groups.set(label[index], group);
  });
  const rounds = Math.ceil(wanted / Math.max(groups.size, 1));
  const taken = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, group] of groups) {
      const id = group[Math.floor(((round + 0.5) / rounds) * group.length)];
      if (!taken.some((other) => other.id === id)) taken.push({ id, label: labels[index] ?? null });
    }
  }
  return taken.slice(0, wanted);
}
