/** How well like is found with like, as `lithoscope evaluate` measured it. */

import { askEvaluation } from './api.js';
import { colourOf } from './collection.js';
import { element, failure, sentence } from './elements.js';
import { reliabilityPlot } from './reliability-plot.js';
import { table } from './table.js';
import { count, counted, percent } from './words.js';

/** Shows the last evaluation. */
export class EvaluationView {
  /** @param {HTMLElement} section */
  constructor(section) {
    this.section = section;
  }

  /** Asks anew, since an evaluation may have been made meanwhile. */
  async show() {
    if (!this.section.children.length) this.#fill(element('p', { class: 'soft' }, 'Asking the server …'));
    try {
      this.#fill(...parts(await askEvaluation()));
    } catch (problem) {
      this.#fill(failure(problem, () => this.show()));
    }
  }

  #fill(...content) {
    this.section.replaceChildren(element('h1', {}, 'Evaluation'), ...content.filter(Boolean));
  }
}

function parts(evaluation) {
  const { k, images, queries, protocol, warnings = [], remarks = [], chance, descriptors } = evaluation;
  const [main] = descriptors;
  return [
    element('p', { class: 'soft' }, `${counted(queries, 'query', 'queries')} among ${counted(images, 'image')}. ${protocol?.summary ?? ''} Guessing reaches ${figure(chance)}. In brackets, the bounds of the 95 % interval.`),
    ...warnings.map((warning) => sentence(warning, { class: 'notice' })),
    table('Descriptors', ['Descriptor', 'P@1', `P@${k}`, 'R-precision', 'mAP', 'kNN', `Gain in P@${k}`], descriptors.map((line) => [
      line.name, ...['precision_at_1', 'precision_at_k', 'r_precision', 'mean_average_precision', 'knn_accuracy'].map((name) =>
        ranged(line[name], line.intervals?.[name])),
      line.gain ? signed(line.gain.precision_at_k) : 'baseline'])),
    main?.classes?.length ? table(`Labels, by ${main.name}`, ['Label', 'Queries', 'P@1', `P@${k}`, 'mAP', 'kNN'], main.classes.map((row) => [
      element('span', { class: 'label' }, element('span', { class: 'dot', 'aria-hidden': 'true', style: { background: colourOf(row.label) } }), row.label),
      count(row.queries), figure(row.precision_at_1), figure(row.precision_at_k), figure(row.mean_average_precision), figure(row.knn_accuracy)])) : null,
    main?.calibration ? calibration(main) : null,
    remarks.length ? element('ul', { class: 'remarks soft' }, remarks.map((remark) => element('li', {}, sentence(remark)))) : null,
  ];
}

function calibration({ name, calibration: { hits_reliability: bins, hits_expected_calibration_error: error, hits_pairs: pairs } }) {
  if (!bins?.length) return null;
  return element('figure', { class: 'calibration' }, reliabilityPlot(bins),
    element('figcaption', {}, element('h2', {}, 'Whether the chances are true'), element('p', { class: 'soft' },
      `For results by ${name}: the chance that was promised against the share that had the query's label, from ${counted(pairs, 'result')}. On the line every promise is kept; on average they are off by ${percent(error)}.`)));
}

const figure = (value) => (typeof value === 'number' ? value.toFixed(3) : null);

function ranged(value, interval) {
  if (!interval) return figure(value);
  return element('span', {}, figure(value), ' ', element('span', { class: 'soft small' }, `[${figure(interval[0])}, ${figure(interval[1])}]`));
}

function signed({ value, interval }) {
  const text = (number) => `${number < 0 ? '−' : '+'}${Math.abs(number).toFixed(3)}`;
  return element('span', {}, text(value), ' ', element('span', { class: 'soft small' }, `[${interval.map(text).join(', ')}]`));
}
