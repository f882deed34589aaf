/** How is searched: how many results, by what descriptor, over what index. */

import { descriptorNamed, onCollection, presentCollection } from './collection.js';
import { element, labelled } from './elements.js';
import { changeQuery } from './navigation.js';
import { count } from './words.js';

const counts = [8, 12, 24, 48, 96];
const widenings = [0, 3, 5, 10];

/** The fields that change how is searched. */
export class Settings {
  constructor() {
    this.k = choice((value) => changeQuery({ k: Number(value) }));
    this.descriptor = choice((value) => changeQuery({ descriptor: value || null }));
    this.index = choice((value) => changeQuery({ exact: value === 'exact' }));
    this.widen = choice((value) => changeQuery({ expand: Number(value) }));
    this.summary = element('p', { class: 'soft small' });
    this.explain = element('input', {
      type: 'checkbox', on: { change: () => changeQuery({ explain: this.explain.checked }) },
    });
    this.state = element('span', { class: 'soft' });
    this.element = element('details', { class: 'fold' },
      element('summary', {}, element('span', {}, 'Settings'), this.state),
      element('div', { class: 'fields' },
        labelled('Results', this.k), labelled('Descriptor', this.descriptor), this.summary,
        labelled('Index', this.index), labelled('Widen the query', this.widen),
        element('label', { class: 'check' }, this.explain, 'Say what makes results similar')));
    onCollection(() => { if (this.query) this.show(this.query); });
  }

  /** @param {import('./address.js').Query} query */
  show(query) {
    this.query = query;
    const descriptor = descriptorNamed(query.descriptor);
    offer(this.k, withPresent(counts, query.k).map((k) => [k, String(k)]), query.k);
    const widened = (n) => [n, n ? `with its ${n} nearest` : 'no'];
    offer(this.widen, withPresent(widenings, query.expand).map(widened), query.expand);
    const isUsual = query.descriptor === descriptorNamed(null)?.name;
    offer(this.descriptor, descriptorsOffered(query.descriptor), isUsual ? '' : query.descriptor ?? '');
    offer(this.index, indexesOffered(descriptor), query.exact || isExact(descriptor) ? 'exact' : '');
    this.index.disabled = this.index.options.length < 2;
    this.explain.checked = query.explain;
    this.summary.textContent = descriptor ? `${descriptor.summary}, ${count(descriptor.dimension)} numbers` : '';
    this.state.textContent = [query.k, descriptor?.name ?? query.descriptor].filter(Boolean).join(', ');
  }
}

const isExact = (descriptor) => (descriptor?.index?.kind ?? 'exact') === 'exact';

/** The default descriptor is chosen by an empty name, so that addresses stay short. */
function descriptorsOffered(chosen) {
  const standard = descriptorNamed(null)?.name;
  const names = (presentCollection()?.descriptors ?? []).map(({ name }) => [name === standard ? '' : name, name]);
  const isOffered = !chosen || names.some(([, name]) => name === chosen);
  return isOffered ? names : [...names, [chosen, chosen]];
}

function indexesOffered(descriptor) {
  const exact = ['exact', 'exact, every vector'];
  if (isExact(descriptor)) return [exact];
  const { kind, recall } = descriptor.index;
  return [['', recall ? `${kind}, finds ${(recall * 100).toFixed(1)} %` : kind], exact];
}

function choice(choose) {
  const field = element('select', { on: { change: () => choose(field.value) } });
  return field;
}

function offer(field, options, chosen) {
  const text = JSON.stringify(options);
  if (field.dataset.offered !== text) {
    field.dataset.offered = text;
    field.replaceChildren(...options.map(([value, name]) => element('option', { value }, name)));
  }
  field.value = String(chosen);
}

const withPresent = (usual, present) => [...new Set([...usual, present])].sort((one, other) => one - other);
