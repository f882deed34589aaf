/** What was picked on a plane: the image, others at the same place, and what can be done with them. */

import { askImage, thumbnailAddress } from './api.js';
import { colourOf } from './collection.js';
import { openDetails } from './details.js';
import { element } from './elements.js';
import { toggleMore, toggleNot } from './examples.js';
import { asQuery } from './address.js';
import { changeQuery, here } from './navigation.js';
import { counted, fileName } from './words.js';

/** So many of the images at one place are shown. */
const most = 24;

/** A small panel over the plane. */
export class PickedImages {
  /** @param {() => void} closed is called when it was closed */
  constructor(closed) {
    this.element = element('div', { class: 'picked', role: 'group', 'aria-label': 'The picked image', hidden: true });
    this.close = element('button', { type: 'button', class: 'quiet', on: { click: closed } }, 'Close');
  }

  /** Shows nothing. */
  hide() {
    this.element.hidden = true;
    this.shown = null;
  }

  /** @param {number[]} ids the picked image, and others at its place */
  async show(ids) {
    const [id, ...others] = ids;
    if (this.shown === id) return;
    this.shown = id;
    const name = element('p', { class: 'path' });
    const label = element('p', { class: 'label' });
    const act = (text, action, kind = '') => element('button', { type: 'button', class: kind, on: { click: action } }, text);
    const { images } = here().query;
    this.element.replaceChildren(...[
      element('button', { type: 'button', class: 'picked-picture', 'aria-label': 'Details', on: { click: () => openDetails(id) } },
        element('img', { src: thumbnailAddress(id, 192), alt: '' })),
      element('div', { class: 'picked-text' }, label, name,
        element('div', { class: 'row' },
          act('Search with it', () => changeQuery(asQuery(id)), 'primary'),
          images.length ? act('More', () => toggleMore(id)) : null,
          images.length ? act('Not', () => toggleNot(id)) : null, this.close)),
      others.length ? element('p', { class: 'soft small' }, `${counted(others.length, 'other')} at this place`) : null,
      others.length ? element('div', { class: 'picked-others' }, others.slice(0, most).map((other, index) =>
        element('button', { type: 'button', 'aria-label': `Other image ${index + 1}`, on: { click: () => this.show([other, id, ...others.filter((one) => one !== other)]) } },
          element('img', { src: thumbnailAddress(other, 96), alt: '', loading: 'lazy' })))) : null,
    ].filter(Boolean));
    this.element.hidden = false;
    try {
      const image = await askImage(id);
      if (this.shown !== id) return;
      name.textContent = fileName(image.path);
      name.title = image.path;
      if (image.label) label.append(element('span', { class: 'dot', 'aria-hidden': 'true', style: { background: colourOf(image.label) } }), image.label);
    } catch (problem) {
      if (this.shown === id) name.textContent = problem.message;
    }
  }
}
