/** The query's first picture, large, with the box that says which part of it is meant. */

import { pictureAddress, uploadAddress } from './api.js';
import { sameImage } from './address.js';
import { announce } from './announcement.js';
import { BoxSelection, describe } from './box.js';
import { button, element } from './elements.js';
import { changeQuery, here } from './navigation.js';
import { presentUpload } from './searching.js';
import { findUpload } from './uploads.js';
import { crispSide, fileName } from './words.js';

/** While the keyboard moves a box, the search waits until it rests, in milliseconds. */
const rest = 350;

/** Shows the subject of a query. */
export class Subject {
  constructor() {
    this.picture = element('img', { alt: '', draggable: 'false' });
    this.frame = element('div', { class: 'subject-frame', tabindex: -1 }, this.picture);
    this.missing = element('p', { class: 'soft small', hidden: true });
    this.caption = element('figcaption', {});
    this.draw = button('Draw a box', () => this.#toggle(), { 'aria-pressed': 'false' });
    this.clear = button('Whole picture', () => this.#clear(), { class: 'quiet', hidden: true });
    this.hint = element('p', { class: 'hint soft small' }, matchMedia('(pointer: coarse)').matches
      ? 'Press Draw a box, then draw it over a vein or a clast.'
      : 'Or drag over a vein or a clast to search with that part.');
    /** @type {string|null} the server's id of a picture that was sent, until the server was asked for it */
    this.upload = null;
    /** Whether a box waits for the keyboard to rest. */
    this.isResting = false;
    this.tools = element('div', { class: 'tools row' }, this.draw, this.clear, this.hint);
    this.element = element('figure', { class: 'subject' }, this.frame, this.missing, this.caption);
    this.box = new BoxSelection(this.frame, (region) => this.#boxed(region));
    this.picture.addEventListener('load', () => this.#measure());
    this.picture.addEventListener('error', () => this.#fail());
  }

  /**
   * @param {import('./address.js').Query} query has at least one image
   * @param {Object|null} answer names the query
   */
  async show(query, answer) {
    const [image] = query.images;
    const name = answer?.queries?.[0] ?? answer?.query;
    this.caption.textContent = name ? fileName(name) : '';
    this.caption.title = name ?? '';
    this.picture.alt = name ? `The query, ${fileName(name)}` : 'The query';
    // A box that is just being drawn or moved is not put back by an answer to the one before.
    if (!this.isResting && !this.box.isBusy) this.#showRegion(query.region);
    const key = image.upload ?? String(image.id);
    if (key === this.key) return;
    this.key = key;
    this.upload = image.upload ?? null;
    this.missing.hidden = true;
    const address = image.upload ? (await findUpload(image.upload))?.address : pictureAddress(image.id);
    if (key !== this.key) return;
    if (address) this.picture.src = address;
    else this.#fail();
  }

  #showRegion(region) {
    this.box.show(region);
    this.clear.hidden = !region;
    this.hint.hidden = Boolean(region) || this.draw.hidden;
  }

  /** @param {Blob} picture was just chosen, and has no name in the query yet */
  showNew(picture) {
    if (this.key === picture) return;
    this.key = picture;
    this.upload = null;
    this.missing.hidden = true;
    this.#showRegion(null);
    this.caption.textContent = picture.name ?? '';
    this.picture.alt = 'The query';
    URL.revokeObjectURL(this.preview);
    this.preview = URL.createObjectURL(picture);
    this.picture.src = this.preview;
  }

  #measure() {
    this.frame.hidden = this.draw.hidden = false;
    this.missing.hidden = true;
    this.hint.hidden = Boolean(this.box.region);
    this.frame.style.setProperty('--ratio', this.picture.naturalWidth / this.picture.naturalHeight);
    this.frame.classList.toggle('tiny', Math.max(this.picture.naturalWidth, this.picture.naturalHeight) < crispSide);
  }

  #fail() {
    // What the browser cannot show, or has not kept, the server may: TIFF and HEIC as JPEG.
    if (this.upload) {
      this.picture.src = uploadAddress(presentUpload(this.upload));
      this.upload = null;
      return;
    }
    // There is nothing to draw a box on.
    this.frame.hidden = this.draw.hidden = this.hint.hidden = true;
    this.missing.hidden = false;
    this.missing.textContent = this.key instanceof Blob || 'upload' in (here().query.images[0] ?? {})
      ? 'No preview: this browser cannot show the picture.' : 'The picture cannot be read at present.';
    // So that the next search tries again.
    this.key = null;
  }

  #toggle() {
    this.box.takesTouch = !this.box.takesTouch;
    this.draw.setAttribute('aria-pressed', this.box.takesTouch);
    if (this.box.takesTouch && !this.box.region) this.box.start();
  }

  #clear() {
    this.box.show(null);
    this.#boxed(null);
    this.draw.focus();
  }

  #boxed(region) {
    this.clear.hidden = !region;
    this.hint.hidden = Boolean(region);
    if (!region) {
      this.box.takesTouch = false;
      this.draw.setAttribute('aria-pressed', 'false');
    }
    announce(region ? `Box: ${describe(region)}.` : 'The whole picture.');
    clearTimeout(this.timer);
    const [subject] = here().query.images;
    this.isResting = true;
    this.timer = setTimeout(() => {
      this.isResting = false;
      const { images } = here().query;
      if (!subject || !images[0] || !sameImage(images[0], subject)) return;
      // A box is one picture's: what was added to the query besides makes way.
      changeQuery(region ? { region, images: images.slice(0, 1) } : { region });
    }, rest);
  }
}
