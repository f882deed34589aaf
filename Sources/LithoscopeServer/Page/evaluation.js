/** How well like is found with like, as `lithoscope evaluate` measured it. */

import { askEvaluation } from './api.js';
import { element, failure, sentence } from './elements.js';
import { labelMark } from './label-mark.js';
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
  const { warnings = [], remarks = [], descriptors, k } = evaluation;
  const [main] = descriptors;
  return [
    element('p', { class: 'soft' }, howMade(evaluation)),
    ...warnings.map((warning) => sentence(warning, { class: 'notice' })),
    descriptorTable(descriptors, k),
    main?.classes?.length ? labelTable(main, k) : null,
    main?.calibration ? calibration(main) : null,
    remarks.length
      ? element('ul', { class: 'remarks soft' }, remarks.map((remark) => element('li', {}, sentence(remark)))) : null,
  ];
}

const howMade = ({ images, queries, protocol, chance }) => [
  `${counted(queries, 'query', 'queries')} among ${counted(images, 'image')}.`, protocol?.summary,
  `Guessing reaches ${figure(chance)}. In brackets, the bounds of the 95 % interval.`,
].filter(Boolean).join(' ');

const kinds = ['precision_at_1', 'precision_at_k', 'r_precision', 'mean_average_precision', 'knn_accuracy'];

const descriptorTable = (descriptors, k) => table(
  'Descriptors',
  ['Descriptor', 'P@1', `P@${k}`, 'R-precision', 'mAP', 'kNN', `Gain in P@${k}`],
  descriptors.map((line) => [
    line.name, ...kinds.map((kind) => ranged(line[kind], line.intervals?.[kind])),
    line.gain ? signed(line.gain.precision_at_k) : 'baseline']));

const labelTable = ({ name, classes }, k) => table(
  `Labels, by ${name}`,
  ['Label', 'Queries', 'P@1', `P@${k}`, 'R-precision', 'mAP', 'kNN'],
  classes.map((row) => [labelMark(row.label), count(row.queries), ...kinds.map((kind) => figure(row[kind]))]));

function calibration({ name, calibration: fitted }) {
  const { hits_reliability: bins, hits_expected_calibration_error: error, hits_pairs: pairs } = fitted;
  if (!bins?.length) return null;
  const explained = `For results by ${name}: the chance that was promised against the share that had the query's `
    + `label, from ${counted(pairs, 'result')}. On the line every promise is kept; on average they are off by `
    + `${percent(error)}.`;
  return element('figure', { class: 'calibration' }, reliabilityPlot(bins), element('figcaption', {},
    element('h2', {}, 'Whether the chances are true'), element('p', { class: 'soft' }, explained)));
}

const figure = (value) => (typeof value === 'number' ? value.toFixed(3) : null);

function ranged(value, interval) {
  if (!interval) return figure(value);
  const bounds = `[${interval.map(figure).join(', ')}]`;
  return element('span', {}, figure(value), ' ', element('span', { class: 'soft small' }, bounds));
}

function signed({ value, interval }) {
  const text = (number) => `${number < 0 ? '−' : '+'}${Math.abs(number).toFixed(3)}`;
  const bounds = `[${interval.map(text).join(', ')}]`;
  return element('span', {}, text(value), ' ', element('span', { class: 'soft small' }, bounds));
}
