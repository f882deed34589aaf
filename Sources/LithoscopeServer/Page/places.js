/** Where the images were taken, for those that say so. */

import { askPlaces } from './api.js';
import { labelIndex, onCollection } from './collection.js';
import { element, failure } from './elements.js';
import { drawGraticule, widthOfDegree } from './graticule.js';
import { legend } from './legend.js';
import { Scatter } from './scatter.js';
import { onSearch, presentSearch } from './searching.js';
import { counted } from './words.js';

/** Shows the places. */
export class PlacesView {
  /** @param {HTMLElement} section */
  constructor(section) {
    this.width = 1;
    this.note = element('p', { class: 'soft small' });
    this.labels = element('div', {});
    this.notices = element('div', { class: 'notices' });
    this.scatter = new Scatter('Where the images were taken', (context, camera, colours) =>
      drawGraticule(context, camera, this.width, colours));
    const head = element('div', { class: 'chart-head' },
      element('h1', {}, 'Places'), this.note, this.labels, this.notices);
    section.append(head, this.scatter.element);
    onSearch((search) => this.#light(search));
    onCollection(() => { this.isLoaded = false; });
  }

  /** Shows the places, if they are not yet shown. */
  async show() {
    if (this.isLoaded) return;
    this.isLoaded = true;
    this.note.textContent = 'Looking for places …';
    try {
      const { ids, latitude, longitude, label, labels } = await askPlaces();
      const group = label.map((index) => labelIndex(labels[index]));
      this.notices.replaceChildren();
      this.note.textContent = ids.length
        ? `${counted(ids.length, 'image')} with coordinates.`
        : 'No image says where it was taken; photograph with the location switched on, and index again.';
      const middle = latitude.length ? (Math.max(...latitude) + Math.min(...latitude)) / 2 : 0;
      this.width = widthOfDegree(middle);
      this.labels.replaceChildren(legend(group, (groups) => this.scatter.emphasise(groups)));
      this.scatter.setPoints({ ids, x: longitude.map((east) => east * this.width), y: latitude, group });
      this.#light(presentSearch());
    } catch (problem) {
      this.isLoaded = false;
      this.note.textContent = '';
      this.notices.replaceChildren(failure(problem, () => this.show()));
    }
  }

  #light({ query, answer }) {
    this.scatter.light(
      answer ? query.images.map((image) => image.id).filter(Boolean) : [],
      answer ? answer.results.map((result) => result.id) : []);
  }
}
