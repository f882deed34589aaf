/** What was picked on a plane: the image, others at the same place, and what can be done with them. */

import { askImage, thumbnailAddress } from './api.js';
import { openDetails } from './details.js';
import { button, element } from './elements.js';
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
    this.close = button('Close', closed, { class: 'quiet' });
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
    const text = element('div', { class: 'picked-text' },
      label, name, element('div', { class: 'row' }, actions(id), this.close));
    this.element.replaceChildren(
      pictureButton(id, 192, 'Details', () => openDetails(id), 'picked-picture'), text);
    if (others.length) this.element.append(...this.#others(id, others));
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

  #others(id, others) {
    const pick = (other) => this.show([other, id, ...others.filter((one) => one !== other)]);
    return [
      element('p', { class: 'soft small' }, `${counted(others.length, 'other')} at this place`),
      element('div', { class: 'picked-others' }, others.slice(0, most).map((other, index) =>
        pictureButton(other, 96, `Other image ${index + 1}`, () => pick(other))))];
  }
}

const pictureButton = (id, size, name, act, kind) =>
  button(element('img', { src: thumbnailAddress(id, size), alt: '', loading: 'lazy' }), act,
    { class: kind, 'aria-label': name });

function actions(id) {
  const hasQuery = here().query.images.length > 0;
  return [
    button('Search with it', () => changeQuery(asQuery(id)), { class: 'primary' }),
    hasQuery ? button('More', () => toggleMore(id)) : null,
    hasQuery ? button('Not', () => toggleNot(id)) : null];
}
