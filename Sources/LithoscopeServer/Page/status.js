/** What is in the collection, and how the server does. */

import { askMetrics } from './api.js';
import { loadCollection, presentCollection } from './collection.js';
import { element, failure, sentence } from './elements.js';
import { labelMark } from './label-mark.js';
import { table } from './table.js';
import { bytes, count, counted } from './words.js';

/** Shows the collection's status. */
export class StatusView {
  /** @param {HTMLElement} section */
  constructor(section) {
    this.section = section;
  }

  /** Asks anew, since the collection may be growing while it is looked at. */
  async show() {
    if (!this.section.children.length) this.#fill(element('p', { class: 'soft' }, 'Asking the server …'));
    try {
      const [, metrics] = await Promise.all([loadCollection(), askMetrics().catch(() => null)]);
      this.#fill(...parts(presentCollection(), metrics));
    } catch (problem) {
      this.#fill(failure(problem, () => this.show()));
    }
  }

  #fill(...content) {
    this.section.replaceChildren(element('h1', {}, 'Status'), ...content.filter(Boolean));
  }
}

function parts(collection, metrics) {
  const { failures, descriptors, labels } = collection;
  const most = Math.max(...labels.map(({ images }) => images), 1);
  const why = failures && `Why ${counted(failures, 'file')} could not be read, \`lithoscope status\` says.`;
  return [
    element('dl', { class: 'figures' }, figures(collection).map(([name, value]) =>
      element('div', {}, element('dt', {}, name), element('dd', {}, value)))),
    why ? sentence(why, { class: 'soft' }) : null,
    table('Descriptors', ['Name', 'What it sees', 'Index', 'Numbers', 'Vectors', 'Recall'],
      descriptors.map(descriptorRow), { numbers: 3 }),
    table('Labels', ['Label', 'Images', 'Share'],
      labels.map(({ label, images }) => [labelMark(label), count(images), bar(images / most)])),
    ...stages(metrics),
  ];
}

const figures = ({ images, labels, failures, writable, limits }) => [
  ['Images', count(images)],
  ['Labels', count(labels.filter(({ label }) => label).length)],
  ['Not readable', count(failures ?? 0)],
  ['Images can be added', writable ? 'yes' : sentence('no; start with `--writable`')],
  ['Largest picture', limits && `${bytes(limits.upload_bytes)}, ${count(Math.round(limits.pixels / 1e6))} MP`],
].filter(([, value]) => value);

const descriptorRow = ({ name, default: isDefault, summary, index, dimension, vectors }) => [
  isDefault ? `${name} (default)` : name, summary, index?.kind ?? 'exact', count(dimension), count(vectors),
  index?.recall?.toFixed(3) ?? null];

function stages(metrics) {
  const passed = Object.entries(metrics?.stages ?? {}).filter(([, latency]) => latency.count);
  if (!passed.length) return [];
  return [table(
    'How long each stage of a query takes, in milliseconds', ['Stage', 'Times', 'Mean', 'Median', '99 %'],
    passed.map(([stage, { count: times, mean, p50, p99 }]) =>
      [stage, count(times), ...[mean, p50, p99].map(milliseconds)]))];
}

const milliseconds = (seconds) => (seconds * 1000).toFixed(seconds < 0.01 ? 2 : 0);

const bar = (share) => element('span', { class: 'bar-track', 'aria-hidden': 'true' },
  element('span', { style: { width: `${share * 100}%` } }));
