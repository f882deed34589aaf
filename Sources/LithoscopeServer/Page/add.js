/** Adding images to the collection, where the server was started with --writable. */

import { announce } from './announcement.js';
import { addressOf, noQuery } from './address.js';
import { askIndexing, sendImages, thumbnailAddress } from './api.js';
import { loadCollection, presentCollection } from './collection.js';
import { button, element, labelled } from './elements.js';
import { chooser, hasCamera } from './intake.js';
import { forgetAnswers } from './searching.js';
import { counted, tooLarge } from './words.js';

/** So many files go in one request: enough for the network's batches, few enough to see progress. */
const batchFiles = 16;
/** So many of those that were added are shown. */
const shown = 48;
/** How often the server is asked how far it is, in milliseconds. */
const interval = 500;

/** Takes images, sends them in batches and says what became of them. */
export class AddView {
  /** @param {HTMLElement} section */
  constructor(section) {
    this.waiting = [];
    this.isSending = false;
    this.progress = element('progress', { 'aria-label': 'Sending images', max: 1, value: 0, hidden: true });
    this.state = element('p', { role: 'status' });
    this.stop = button('Stop', () => this.controller?.abort(), { hidden: true });
    this.label = element('input', { autocomplete: 'off', placeholder: 'uploads' });
    this.failed = element('ul', { class: 'failures' });
    this.added = element('ul', { class: 'beginnings', 'aria-label': 'Added images', hidden: true });
    this.drop = element('div', { class: 'drop' },
      element('p', {}, 'Drop images here, or choose some. They are described at once and can then be found.'),
      labelled('Label: the folder they go to', this.label),
      element('div', { class: 'row' },
        chooser('Choose images', (files) => this.take(files), { multiple: true, primary: true }),
        hasCamera() ? chooser('Photograph', (files) => this.take(files), { camera: true }) : null));
    this.refusal = element('p', { class: 'notice', hidden: true },
      'This server only shows its collection; start it with --writable to add images.');
    section.append(element('h1', {}, 'Add images'), this.refusal, this.drop, this.progress,
      element('div', { class: 'row' }, this.state, this.stop), this.failed, this.added);
  }

  /** Shows whether images are taken. */
  show() {
    const isWritable = Boolean(presentCollection()?.writable);
    this.refusal.hidden = isWritable;
    this.drop.hidden = !isWritable;
  }

  /** @param {File[]} files */
  async take(files) {
    if (!presentCollection()?.writable) return;
    const most = presentCollection().limits?.upload_bytes ?? Infinity;
    const small = files.filter((file) => file.size <= most);
    for (const file of files) {
      if (file.size > most) this.#fail(file.name, tooLarge(file.size, most));
    }
    this.waiting.push(...small);
    if (!this.isSending) await this.#send(most);
  }

  async #send(most) {
    this.isSending = true;
    this.controller = new AbortController();
    this.stop.hidden = this.progress.hidden = false;
    let [done, added] = [0, 0];
    try {
      while (this.waiting.length) {
        const batch = nextBatch(this.waiting, most);
        const total = done + batch.length + this.waiting.length;
        const answer = await this.#sendBatch(batch, done, total);
        done += batch.length;
        added += answer.added;
        for (const { name, reason } of answer.failed) this.#fail(name, reason);
        this.#showAdded(answer.images);
      }
      this.state.textContent = `${counted(added, 'image')} added${done > added ? `, ${done - added} not` : ''}.`;
    } catch (problem) {
      const left = this.waiting.splice(0).length;
      const why = problem.name === 'AbortError' ? 'Stopped.' : problem.message;
      this.state.textContent = `${why} ${counted(added, 'image')} added${left ? `, ${left} not sent` : ''}.`;
    } finally {
      this.isSending = false;
      this.stop.hidden = this.progress.hidden = true;
      forgetAnswers();
      await loadCollection().catch(() => {});
    }
  }

  /** Of a batch, the first half of the progress is sending, the second that the server describes the images. */
  async #sendBatch(batch, done, total) {
    let timer = 0;
    const show = (share, text) => {
      this.progress.value = (done + share * batch.length) / total;
      this.state.textContent = `${text}; ${counted(done, 'image')} of ${total} done.`;
    };
    const watch = async () => {
      const { running, done: described, total: all } = await askIndexing().catch(() => ({}));
      if (timer && running && all) show(0.5 + (0.5 * described) / all, `Describing ${described} of ${all}`);
    };
    const sent = (share) => {
      show(share / 2, share < 1 ? 'Sending' : 'Describing');
      if (share >= 1) timer ||= setInterval(watch, interval);
    };
    try {
      return await sendImages(batch, this.label.value.trim(), sent, this.controller.signal);
    } finally {
      clearInterval(timer);
      timer = 0;
    }
  }

  /** The last ones that were added, to search with. */
  #showAdded(images) {
    this.added.prepend(...images.filter(({ id }) => id).map(({ id, name }) => element('li', {}, element(
      'a', { href: addressOf(id, noQuery), 'data-inside': true, 'aria-label': `Search with ${name}` },
      element('img', { src: thumbnailAddress(id, 192), alt: '', loading: 'lazy' }), element('span', {}, name)))));
    while (this.added.children.length > shown) this.added.lastElementChild.remove();
    this.added.hidden = !this.added.children.length;
  }

  #fail(name, reason) {
    this.failed.append(element('li', { class: 'notice' }, element('strong', {}, name), ` ${reason}`));
    announce(`${name} was not added: ${reason}`);
  }
}

function nextBatch(waiting, most) {
  const batch = [];
  let size = 0;
  while (waiting.length && batch.length < batchFiles && (batch.length === 0 || size + waiting[0].size <= most)) {
    size += waiting[0].size;
    batch.push(waiting.shift());
  }
  return batch;
}
