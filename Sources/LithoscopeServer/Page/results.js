/** What was found: the cards, and what there is to say in their place. */

import { announce } from './announcement.js';
import { Card } from './card.js';
import { button, element, failure, sentence } from './elements.js';
import { keepingFocus } from './focus.js';
import { changeQuery, here } from './navigation.js';
import { Problem } from './problem.js';
import { onSearch, searchFor } from './searching.js';
import { cosine, count, counted, fileName, nameOf } from './words.js';

/** A search that takes longer shows that it is under way, in milliseconds; shorter ones would only flicker. */
const patience = 120;

/** Shows searches as they go. */
export class Results {
  /** @param {HTMLElement} region */
  constructor(region) {
    this.region = region;
    this.title = element('h1', { tabindex: -1 });
    this.note = element('p', { class: 'soft small' });
    this.nearly = element('p', { class: 'nearly small', hidden: true });
    this.save = button('Copy address', () => this.#copy());
    this.progress = element('progress', { 'aria-label': 'Sending the picture', max: 1, hidden: true });
    this.notices = element('div', { class: 'notices' });
    this.list = element('ol', { class: 'cards' });
    /** What to do to try again after a failure. */
    this.retry = () => searchFor(here().query, { again: true });
    /** Whether a failure is shown. */
    this.hasFailed = false;
    /** @type {Map<number, Card>} */
    this.cards = new Map();
    region.append(
      element('div', { class: 'heading' }, element('div', {}, this.title, this.note, this.nearly), this.save),
      this.progress, this.notices, this.list);
    onSearch((search) => this.#show(search));
  }

  /** @param {number} share of the picture that was sent, 0…1; at 1 the server is at work */
  sent(share) {
    this.progress.hidden = share >= 1;
    this.progress.value = share;
    this.title.textContent = share < 1 ? 'Sending the picture' : 'Searching';
  }

  /** @param {string} sentence why a picture is not even sent */
  refuse(sentence) {
    clearTimeout(this.timer);
    this.#fail(new Problem(sentence, 413));
  }

  #show({ query, isRunning, answer, problem }) {
    clearTimeout(this.timer);
    this.region.setAttribute('aria-busy', isRunning);
    this.hasFailed = Boolean(problem);
    if (isRunning) {
      this.timer = setTimeout(() => this.#wait(query.k), patience);
      return;
    }
    this.region.classList.remove('waits');
    this.progress.hidden = true;
    this.notices.replaceChildren();
    if (problem) this.#fail(problem);
    else if (answer) this.#list(query, answer);
    else this.list.replaceChildren();
  }

  #wait(k) {
    this.region.classList.add('waits');
    if (this.list.children.length) return;
    this.title.textContent ||= 'Searching';
    this.note.textContent = '';
    this.nearly.hidden = this.save.hidden = true;
    this.list.replaceChildren(...Array.from({ length: Math.min(k, 24) }, () =>
      element('li', { class: 'card blank', 'aria-hidden': 'true' }, element('span', { class: 'picture' }))));
  }

  #list(query, answer) {
    const { results, searched, descriptor, index, calibration } = answer;
    const name = nameOf(answer);
    this.title.textContent = results.length ? `${count(results.length)} most like ${name}` : `Nothing like ${name}`;
    const chances = calibration ? '; the chance is that of having the label of the query' : '';
    this.note.textContent = `Of ${counted(searched, 'image')}, by ${descriptor}${chances}.`;
    this.#say(index);
    this.save.hidden = false;
    const before = this.cards;
    this.cards = new Map(results.map((result) => [result.id, before.get(result.id) ?? new Card(result.id)]));
    for (const result of results) this.cards.get(result.id).show(result, query);
    this.#place([...this.cards.values()].map((card) => card.element));
    if (answer.no_good_match && results.length) {
      this.notices.append(element('p', { class: 'notice' },
        'None of these is likely to be the same kind as the query; the collection may have nothing like it.'));
    }
    if (!results.length) this.#nothing(query);
    announce(results.length ? inWords(results) : 'No results.');
  }

  /** What an approximate index may have missed, and how nothing is. */
  #say({ kind, recall }) {
    this.nearly.hidden = kind === 'exact';
    if (this.nearly.hidden) return;
    const share = recall
      ? `the index (${kind}) finds ${(recall * 100).toFixed(1)} % of the most similar` : `the index is ${kind}`;
    this.nearly.replaceChildren(`Approximate: ${share}. `,
      button('Compare with all', () => changeQuery({ exact: true }), { class: 'plain' }));
  }

  /** Cards that stay are moved, not made anew, so that the focus stays where it was and pictures do not flicker. */
  #place(elements) {
    const from = new Map([...this.list.children].map((child) => [child, child.getBoundingClientRect()]));
    keepingFocus(this.list, this.title, () => this.list.replaceChildren(...elements));
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const child of elements) {
      const [old, now] = [from.get(child), child.getBoundingClientRect()];
      if (!old || (old.left === now.left && old.top === now.top)) continue;
      child.animate(
        [{ transform: `translate(${old.left - now.left}px, ${old.top - now.top}px)` }, { transform: 'none' }],
        { duration: 220, easing: 'ease-out' });
    }
  }

  #nothing({ labels, where }) {
    const isNarrowed = labels.length > 0 || where.length > 0;
    const why = isNarrowed
      ? 'No image passes what is set under Filters; widen them, or show all images again.'
      : 'There is no other image in the collection; add some with `lithoscope index`.';
    const showAll = button('Show all again', () => changeQuery({ labels: [], where: [] }));
    this.notices.append(element('div', { class: 'notice' }, sentence(why), isNarrowed ? showAll : null));
  }

  #fail(problem) {
    this.title.textContent = problem.isOutage ? 'No connection' : 'No results';
    this.note.textContent = problem.isOutage ? 'The search goes on by itself once the server is back.' : '';
    this.nearly.hidden = this.save.hidden = true;
    this.cards.clear();
    this.list.replaceChildren();
    // That the server is gone is said above all views, with its own way on.
    if (problem.isOutage) return;
    const anew = element('a', { class: 'button', href: '/', 'data-inside': true }, 'Begin anew');
    this.notices.replaceChildren(problem.mayPass ? failure(problem, () => this.retry())
      : element('div', { class: 'notice', role: 'alert' }, sentence(problem.message), anew));
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(location.href);
      const isLasting = here().query.images.every((image) => image.id);
      this.save.textContent = isLasting ? 'Copied' : 'Copied; others can open it for some minutes';
      announce(this.save.textContent);
    } catch {
      this.save.textContent = 'Copy it from the address bar';
    }
    setTimeout(() => { this.save.textContent = 'Copy address'; }, 2500);
  }
}

function inWords(results) {
  const [{ path, label, similarity }] = results;
  const first = [fileName(path), label, `cosine ${cosine(similarity)}`].filter(Boolean).join(', ');
  return `${counted(results.length, 'result')}. First: ${first}.`;
}
