/** Which images may be results: by label, and by conditions on EXIF and on columns of joined tables. */

import { onCollection, presentCollection } from './collection.js';
import { element, labelled, newId } from './elements.js';
import { keepingFocus } from './focus.js';
import { labelDot } from './label-mark.js';
import { changeQuery, here } from './navigation.js';
import { count, counted, keyName } from './words.js';

/** The comparisons of `lithoscope search --where`, in words, by what kind of key they make sense for. */
const comparisons = {
  text: [['=', 'is'], ['!=', 'is not']],
  number: [['=', 'is'], ['!=', 'is not'], ['<', 'below'], ['<=', 'at most'], ['>', 'above'], ['>=', 'at least']],
  date: [['=', 'is'], ['!=', 'is not'], ['<', 'before'], ['<=', 'up to'], ['>', 'after'], ['>=', 'from']],
};
/** From that many labels on there is a field to find some by name. */
const manyLabels = 12;

/** The fields that narrow the results. */
export class Filters {
  constructor() {
    this.labels = element('ul', { class: 'labels' });
    this.find = element('input', {
      type: 'search', placeholder: 'Find a label', 'aria-label': 'Find a label', on: { input: () => this.#narrow() },
    });
    this.key = element('select', { on: { change: () => this.#offerComparisons() } });
    this.comparison = element('select', { 'aria-label': 'Comparison' });
    this.known = element('datalist', { id: newId() });
    this.value = element('input', { 'aria-label': 'Value', list: this.known.id, required: true, size: 8 });
    this.conditions = element('ul', { class: 'conditions' });
    this.form = element('form', { class: 'condition', on: { submit: (event) => this.#add(event) } },
      labelled('Only where', this.key), this.comparison, this.value, this.known, element('button', {}, 'Add'));
    this.state = element('span', { class: 'soft' });
    this.clear = element('button', {
      type: 'button', class: 'quiet', on: { click: () => changeQuery({ labels: [], where: [] }) },
    }, 'Show all again');
    this.element = element('details', { class: 'fold' },
      element('summary', {}, element('span', {}, 'Filters'), this.state),
      element('div', { class: 'fields' },
        element('fieldset', {}, element('legend', {}, 'Labels'), this.find, this.labels),
        this.form, this.conditions, this.clear));
    onCollection((collection) => this.#offer(collection));
  }

  /** @param {import('./address.js').Query} query */
  show({ labels, where }) {
    for (const box of this.labels.querySelectorAll('input')) box.checked = labels.includes(box.value);
    keepingFocus(this.element, this.value, () => this.conditions.replaceChildren(...where.map(conditionItem)));
    this.state.textContent = [
      labels.length && counted(labels.length, 'label'), where.length && counted(where.length, 'condition'),
    ].filter(Boolean).join(', ') || 'all images';
    this.clear.hidden = !labels.length && !where.length;
  }

  #offer({ labels, keys }) {
    this.find.hidden = labels.length < manyLabels;
    this.labels.replaceChildren(...labels.map(({ label, images }) => element('li', {},
      element('label', { class: 'check' },
        element('input', { type: 'checkbox', value: label ?? '', on: { change: () => this.#choose() } }),
        labelDot(label),
        element('span', { class: 'label-name' }, label || 'without a label'),
        element('span', { class: 'soft number' }, count(images))))));
    this.form.hidden = !keys.length;
    // What is one and the same for all images narrows nothing, and stands last.
    const [same, different] = [keys.filter(isSame), keys.filter((key) => !isSame(key))];
    this.key.replaceChildren(...[...different, ...same].map(({ key }) =>
      element('option', { value: key }, keyName(key))));
    this.#offerComparisons();
    this.show(here().query);
  }

  #offerComparisons() {
    const chosen = presentCollection()?.keys.find(({ key }) => key === this.key.value);
    const { examples = [] } = chosen ?? {};
    const kind = kindOf(chosen);
    const offered = comparisons[kind];
    this.comparison.replaceChildren(...offered.map(([sign, name]) => element('option', { value: sign }, name)));
    this.known.replaceChildren(...examples.map((value) => element('option', { value })));
    this.value.type = 'text';
    this.value.inputMode = kind === 'number' ? 'decimal' : 'text';
    this.value.placeholder = examples[0] ?? '';
  }

  #choose() {
    changeQuery({ labels: [...this.labels.querySelectorAll('input:checked')].map((box) => box.value) });
  }

  #narrow() {
    const sought = this.find.value.trim().toLowerCase();
    for (const item of this.labels.children) item.hidden = !item.textContent.toLowerCase().includes(sought);
  }

  #add(event) {
    event.preventDefault();
    const condition = `${this.key.value}${this.comparison.value}${this.value.value.trim()}`;
    this.value.value = '';
    changeQuery({ where: [...new Set([...here().query.where, condition])] });
  }
}

const isSame = ({ examples }) => examples.length < 2;

/** Columns of tables may hold dates too, which are in order where they are written as ISO 8601 has them. */
function kindOf(key) {
  const { kind = 'text', examples = [] } = key ?? {};
  const isDate = kind === 'text' && examples.length > 0 && examples.every((text) => /^\d{4}-\d\d(-\d\d|$)/.test(text));
  return isDate ? 'date' : kind in comparisons ? kind : 'text';
}

function conditionItem(condition) {
  const remove = () => changeQuery({ where: here().query.where.filter((other) => other !== condition) });
  return element('li', {}, element(
    'button', { type: 'button', 'aria-label': `Remove the condition ${inWords(condition)}`, on: { click: remove } },
    inWords(condition), element('span', { class: 'cross', 'aria-hidden': 'true' }, '×')));
}

function inWords(condition) {
  const [, key, sign, value] = condition.match(/^([^=!<>]+)(!=|<=|>=|=|<|>)(.*)$/) ?? [null, condition, '', ''];
  const kind = kindOf(presentCollection()?.keys.find((entry) => entry.key === key));
  const word = comparisons[kind].find(([other]) => other === sign)?.[1] ?? sign;
  return `${keyName(key)} ${word} ${value || 'nothing'}`.trim();
}
