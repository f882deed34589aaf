/** What was picked on a plane: the image, others at the same place, and what can be done with them. */

import { askImage, thumbnailAddress } from './api.js';
import { openDetails } from './details.js';
import { element } from './elements.js';
import { toggleMore, toggleNot } from './examples.js';
import { asQuery } from './address.js';
import { labelDot } from './label-mark.js';
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
    this.element.replaceChildren(...[
      pictureButton(id, 192, 'Details', () => openDetails(id), 'picked-picture'),
      element('div', { class: 'picked-text' }, label, name, element('div', { class: 'row' }, actions(id), this.close)),
      others.length ? element('p', { class: 'soft small' }, `${counted(others.length, 'other')} at this place`) : null,
      others.length ? element('div', { class: 'picked-others' }, others.slice(0, most).map((other, index) =>
        pictureButton(other, 96, `Other image ${index + 1}`, () => this.show([other, id, ...without(others, other)])))) : null,
    ].filter(Boolean));
    this.element.hidden = false;
    try {
      const image = await askImage(id);
      if (this.shown !== id) return;
      name.textContent = fileName(image.path);
      name.title = image.path;
      if (image.label) label.append(labelDot(image.label), image.label);
    } catch (problem) {
      if (this.shown === id) name.textContent = problem.message;
    }
  }
}

const without = (ids, id) => ids.filter((other) => other !== id);

const pictureButton = (id, size, name, act, kind) => element(
  'button', { type: 'button', class: kind, 'aria-label': name, on: { click: act } },
  element('img', { src: thumbnailAddress(id, size), alt: '', loading: 'lazy' }));

function actions(id) {
  const button = (text, act, kind) => element('button', { type: 'button', class: kind, on: { click: act } }, text);
  const hasQuery = here().query.images.length > 0;
  return [
    button('Search with it', () => changeQuery(asQuery(id)), 'primary'),
    hasQuery ? button('More', () => toggleMore(id)) : null,
    hasQuery ? button('Not', () => toggleNot(id)) : null];
}
