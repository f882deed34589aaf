/** A result: the picture, how alike it is, and what can be done with it. */

import { thumbnailAddress } from './api.js';
import { addressOf } from './address.js';
import { openDetails } from './details.js';
import { button, element, sign, signs } from './elements.js';
import { labelDot } from './label-mark.js';
import { toggleMore, toggleNot } from './examples.js';
import { cosine, crispSide, fileName, percent } from './words.js';

/** So often a picture that does not come is asked for again. */
const patience = 3;

/** The card of one image, which may be result after result with different scores. */
export class Card {
  /** @param {number} id */
  constructor(id) {
    this.id = id;
    this.image = element('img', { src: thumbnailAddress(id, 384), alt: '', loading: 'lazy', decoding: 'async' });
    this.image.addEventListener('error', () => this.#failed());
    this.image.addEventListener('load', () => this.mount.classList.remove('gone'));
    this.agreement = element('span', { class: 'agreement', hidden: true });
    this.mount = element('span', { class: 'mount' }, this.image, this.agreement);
    this.link = element('a', { class: 'picture', 'data-inside': true }, this.mount);
    this.facts = element('p', { class: 'facts' });
    this.label = element('p', { class: 'label' });
    this.path = element('p', { class: 'path' });
    this.parts = element('dl', { class: 'parts', hidden: true });
    this.more = button([sign(signs.more), 'More', likeThis()], () => toggleMore(id));
    this.not = button([sign(signs.not), 'Not', likeThis()], () => toggleNot(id));
    this.details = button('Details', () => openDetails(id), { class: 'quiet' });
    this.element = element('li', { class: 'card', 'data-id': id },
      this.link, this.facts, element('div', { class: 'naming' }, this.label, this.details), this.path, this.parts,
      element('div', { class: 'actions' }, this.more, this.not));
  }

  /**
   * Shows a result.
   * @param {Object} result of the search's answer
   * @param {import('./address.js').Query} query
   */
  show(result, query) {
    const { rank, path, label, similarity, same_label_probability: chance, width, height } = result;
    const name = fileName(path);
    this.link.href = addressOf(this.id, query);
    this.link.setAttribute('aria-label', `${rank}: search with ${name}`);
    this.image.alt = path;
    this.mount.style.setProperty('--ratio', width && height ? width / height : 1);
    this.mount.classList.toggle('tiny', Math.max(width, height) < crispSide);
    this.facts.replaceChildren(
      element('span', { class: 'rank soft number' }, element('span', { class: 'unseen' }, 'Rank '), String(rank)),
      element('span', { class: 'cosine number', title: 'Cosine of the two descriptors; 1 means the same image' },
        element('span', { class: 'soft' }, 'cosine '), cosine(similarity)),
      ...(chance === null || chance === undefined ? [] : [element('span', {
        class: 'chance number', title: 'Chance that it has the label of the query, from the last evaluation',
      }, element('span', { class: 'soft' }, 'chance '), percent(chance))]));
    this.label.replaceChildren(...(label ? [labelDot(label), label] : []));
    this.path.textContent = path;
    this.path.title = path;
    this.more.setAttribute('aria-label', `More like this: ${name}`);
    this.not.setAttribute('aria-label', `Not like this: ${name}`);
    this.details.setAttribute('aria-label', `Details: ${name}`);
    this.#mark(result.agreement);
    this.#explain(result.explanation);
  }

  /** A server that is asked too much refuses pictures for a moment, so that it is asked some times again. */
  #failed() {
    this.mount.classList.add('gone');
    this.failures = (this.failures ?? 0) + 1;
    if (this.failures > patience) return;
    setTimeout(() => { this.image.src = thumbnailAddress(this.id, 384); }, this.failures * 1000);
  }

  #mark(region) {
    this.agreement.hidden = !region;
    if (!region) return;
    for (const [property, share] of Object.entries({
      left: region.x, top: region.y, width: region.width, height: region.height,
    })) this.agreement.style.setProperty(property, `${share * 100}%`);
  }

  #explain(parts) {
    this.parts.hidden = !parts;
    const most = Math.max(...(parts ?? []).map((part) => Math.max(part.weight, Math.abs(part.contribution))), 1e-9);
    const share = (value) => `${(Math.abs(value) / most) * 100}%`;
    this.parts.replaceChildren(...(parts ?? []).flatMap((part) => [
      element('dt', {}, part.component),
      element('dd', {},
        barPart('track', share(part.weight)),
        barPart(part.contribution < 0 ? 'share less' : 'share', share(part.contribution)),
        element('span', { class: 'number' }, part.contribution.toFixed(3)))]));
  }
}

const barPart = (kind, width) => element('span', { class: kind, 'aria-hidden': 'true', style: { width } });

/** The rest of a button's name, where there is room for it. */
const likeThis = () => element('span', { class: 'rest' }, 'like this');
