/** What is in the collection, and how the server does. */

import { askMetrics } from './api.js';
import { colourOf, loadCollection, presentCollection } from './collection.js';
import { element, failure, sentence } from './elements.js';
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
  const { images, failures, writable, limits, descriptors, labels } = collection;
  return [
    element('dl', { class: 'figures' }, [
      ['Images', count(images)], ['Labels', count(labels.filter(({ label }) => label).length)],
      ['Not readable', count(failures ?? 0)],
      ['Images can be added', writable ? 'yes' : 'no, start with --writable'],
      ['Largest picture', limits ? `${bytes(limits.upload_bytes)}, ${count(Math.round(limits.pixels / 1e6))} megapixels` : null],
    ].filter(([, value]) => value !== null && value !== undefined).map(([name, value]) =>
      element('div', {}, element('dt', {}, name), element('dd', {}, value)))),
    failures ? sentence(`Why ${counted(failures, 'file')} could not be read, \`lithoscope status\` says.`, { class: 'soft' }) : null,
    table('Descriptors', ['Name', 'What it sees', 'Index', 'Numbers', 'Vectors', 'Recall'], descriptors.map((descriptor) => [
      descriptor.name + (descriptor.default ? ' (default)' : ''), descriptor.summary, descriptor.index?.kind ?? 'exact',
      count(descriptor.dimension), count(descriptor.vectors), descriptor.index?.recall?.toFixed(3) ?? null]), { numbers: 3 }),
    table('Labels', ['Label', 'Images', 'Share'], labels.map(({ label, images: size }) => [
      element('span', { class: 'label' }, element('span', { class: 'dot', 'aria-hidden': 'true', style: { background: colourOf(label) } }), label || 'without a label'),
      count(size), bar(size / Math.max(...labels.map((entry) => entry.images)))])),
    ...stages(metrics),
  ];
}

/** The stages of a query by the names and units that the server gives them. */
function stages(metrics) {
  const rows = (metrics?.stages ?? []).map((stage) => [
    stage.stage ?? stage.name, count(stage.count), milliseconds(stage.mean_ms), milliseconds(stage.p50_ms), milliseconds(stage.p99_ms)]);
  return rows.length ? [table('Time of a query by stage, in milliseconds', ['Stage', 'Times', 'Mean', 'Median', '99 %'], rows)] : [];
}

const milliseconds = (value) => (typeof value === 'number' ? value.toFixed(value < 10 ? 2 : 1) : null);

const bar = (share) => element('span', { class: 'bar-track', 'aria-hidden': 'true' },
  element('span', { style: { width: `${share * 100}%` } }));
