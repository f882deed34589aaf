/** Adding images to the collection, where the server was started with --writable. */

import { announce } from './announcement.js';
import { sendImages } from './api.js';
import { loadCollection, presentCollection } from './collection.js';
import { element } from './elements.js';
import { chooser, hasCamera } from './intake.js';
import { forgetAnswers } from './searching.js';
import { bytes, counted } from './words.js';

/** So many files go in one request: enough for the network's batches, few enough to see progress. */
const batchFiles = 16;

/** Takes images, sends them in batches and says what became of them. */
export class AddView {
  /** @param {HTMLElement} section */
  constructor(section) {
    this.waiting = [];
    this.isSending = false;
    this.progress = element('progress', { 'aria-label': 'Sending images', max: 1, value: 0, hidden: true });
    this.state = element('p', { role: 'status' });
    this.stop = element('button', { type: 'button', hidden: true, on: { click: () => this.controller?.abort() } }, 'Stop');
    this.failed = element('ul', { class: 'failures' });
    this.drop = element('div', { class: 'drop' },
      element('p', {}, 'Drop images here, or choose some. They are described at once and can then be found.'),
      element('div', { class: 'row' },
        chooser('Choose images', (files) => this.take(files), { multiple: true, primary: true }),
        hasCamera() ? chooser('Photograph', (files) => this.take(files), { camera: true }) : null));
    this.refusal = element('p', { class: 'notice', hidden: true }, 'This server only shows its collection; start it with --writable to add images.');
    section.append(element('h1', {}, 'Add images'), this.refusal, this.drop, this.progress,
      element('div', { class: 'row' }, this.state, this.stop), this.failed);
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
      if (file.size > most) this.#fail(file.name, `It has ${bytes(file.size)}, and the server takes at most ${bytes(most)}; make it smaller.`);
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
        const answer = await sendImages(batch, (share) => this.#show(done, share * batch.length, total), this.controller.signal);
        done += batch.length;
        added += answer.added;
        for (const { name, reason } of answer.failed) this.#fail(name, reason);
        this.#show(done, 0, total);
      }
      this.state.textContent = `${counted(added, 'image')} added${done > added ? `, ${done - added} not` : ''}.`;
    } catch (problem) {
      const left = this.waiting.splice(0).length;
      this.state.textContent = problem.name === 'AbortError'
        ? `Stopped; ${counted(added, 'image')} added.` : `${problem.message} ${counted(added, 'image')} added${left ? `, ${left} not sent` : ''}.`;
    } finally {
      this.isSending = false;
      this.stop.hidden = this.progress.hidden = true;
      forgetAnswers();
      await loadCollection().catch(() => {});
    }
  }

  #show(done, sent, total) {
    const isSent = sent > 0 && done + sent >= total;
    // What is sent still has to be described, of which nothing is heard until it is done.
    this.progress.value = (done + sent * 0.5) / total;
    this.state.textContent = `${counted(done, 'image')} of ${total} added${isSent ? '; describing the rest' : ''} …`;
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
