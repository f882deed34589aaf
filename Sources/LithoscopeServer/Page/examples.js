/** More like this, not like this: the examples that a query is made up of, beside its first picture. */

import { thumbnailAddress } from './api.js';
import { announce } from './announcement.js';
import { sameImage } from './address.js';
import { button, element, sign, signs } from './elements.js';
import { keepingFocus } from './focus.js';
import { changeQuery, here } from './navigation.js';
import { findUpload } from './uploads.js';

/** @typedef {import('./address.js').Query} Query */

/**
 * Wants more like an image, or no longer.
 * @param {number} id
 */
export function toggleMore(id) {
  const { images, not } = here().query;
  const isWanted = images.some((image) => image.id === id);
  if (isWanted && images.length === 1) return;
  announce(isWanted ? 'Left out of the query.' : 'More like this: searching again.');
  changeQuery({
    images: isWanted ? images.filter((image) => image.id !== id) : [...images, { id }],
    not: not.filter((other) => other !== id),
    // A box is part of one picture, and the query now has several.
    region: null,
  });
}

/**
 * Wants nothing like an image, or no longer minds.
 * @param {number} id
 */
export function toggleNot(id) {
  const { images, not } = here().query;
  const isUnwanted = not.includes(id);
  const others = images.filter((image) => image.id !== id);
  if (!others.length) return;
  announce(isUnwanted ? 'No longer avoided.' : 'Not like this: searching again.');
  changeQuery({ images: others, not: isUnwanted ? not.filter((other) => other !== id) : [...not, id] });
}

/** Shows the examples of a query, each with a button that takes it away. */
export class Examples {
  constructor() {
    this.more = element('ul', { class: 'examples more' });
    this.not = element('ul', { class: 'examples less' });
    this.moreTitle = element('h3', {}, sign(signs.more), 'Like these');
    this.notTitle = element('h3', {}, sign(signs.not), 'Not like these');
    this.element = element('div', { class: 'example-lists' },
      this.moreTitle, this.more, this.notTitle, this.not);
  }

  /** @param {Query} query */
  show(query) {
    const several = query.images.length > 1;
    this.element.hidden = !several && !query.not.length;
    this.moreTitle.hidden = this.more.hidden = !several;
    this.notTitle.hidden = this.not.hidden = !query.not.length;
    keepingFocus(this.element, document.getElementById('main'), () => this.#fill(query, several));
  }

  #fill(query, several) {
    const leaveOut = (image) => changeQuery({
      images: here().query.images.filter((other) => !sameImage(other, image)), region: null,
    });
    this.more.replaceChildren(...(several ? query.images : []).map((image, index) =>
      item(image, `Leave example ${index + 1} out of the query`, () => leaveOut(image))));
    this.not.replaceChildren(...query.not.map((id, index) =>
      item({ id }, `No longer avoid example ${index + 1}`, () => toggleNot(id))));
  }
}

function item(image, name, remove) {
  const picture = element('img', { alt: '', width: 64, height: 64 });
  if (image.id) picture.src = thumbnailAddress(image.id, 96);
  else findUpload(image.upload).then((found) => { if (found) picture.src = found.address; });
  const cross = element('span', { class: 'cross', 'aria-hidden': 'true' }, '×');
  return element('li', {}, button([picture, cross], remove, { 'aria-label': name, title: name }));
}
