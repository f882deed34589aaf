/** The map of the collection: what is alike lies near each other. */

import { askMap } from './api.js';
import { descriptorNamed, labelIndex, onCollection } from './collection.js';
import { element, failure } from './elements.js';
import { legend } from './legend.js';
import { Scatter } from './scatter.js';
import { onSearch, presentSearch } from './searching.js';
import { counted } from './words.js';

/** How soon a layout that is still being made is asked for again, in milliseconds. */
const interval = 4000;

/** Shows the map. */
export class MapView {
  /** @param {HTMLElement} section */
  constructor(section) {
    this.title = element('h1', {}, 'Map');
    this.note = element('p', { class: 'soft small' });
    this.labels = element('div', {});
    this.notices = element('div', { class: 'notices' });
    this.timer = 0;
    this.scatter = new Scatter('Map of the collection');
    const head = element('div', { class: 'chart-head' }, this.title, this.note, this.labels, this.notices);
    section.append(head, this.scatter.element);
    onSearch((search) => this.#light(search));
    onCollection(({ revision }) => {
      if (this.revision !== undefined && this.revision !== revision) this.loaded = undefined;
      this.revision = revision;
    });
  }

  /** @param {import('./address.js').Query} query */
  async show({ descriptor }) {
    const name = descriptor ?? descriptorNamed(null)?.name ?? null;
    if (this.loaded === name) return;
    this.loaded = name;
    this.note.textContent = 'Laying out the collection …';
    await this.#load(name);
  }

  async #load(name) {
    clearTimeout(this.timer);
    try {
      const map = await askMap(name);
      if (this.loaded !== name) return;
      const group = map.label.map((index) => labelIndex(map.labels[index]));
      this.notices.replaceChildren();
      this.note.textContent = explained(map);
      this.labels.replaceChildren(legend(group, (groups) => this.scatter.emphasise(groups)));
      this.scatter.setPoints({ ids: map.ids, x: map.x, y: map.y, group });
      this.#light(presentSearch());
      if (map.complete === false) this.timer = setTimeout(() => this.#load(name), interval);
    } catch (problem) {
      this.loaded = undefined;
      this.note.textContent = '';
      this.notices.replaceChildren(failure(problem, () => this.show({ descriptor: name })));
    }
  }

  #light({ query, answer }) {
    this.scatter.light(
      answer ? query.images.map((image) => image.id).filter(Boolean) : [],
      answer ? answer.results.map((result) => result.id) : []);
  }
}

function explained({ ids, descriptor, complete }) {
  if (!ids.length) return 'There is nothing to lay out; add images with `lithoscope index`.';
  const images = counted(ids.length, 'image');
  return complete === false
    ? `${images} by ${descriptor}, in a first sketch; the map by neighbours is being made.`
    : `${images} by ${descriptor}: what it finds alike lies together.`;
}
