/**
 * A box drawn over a picture, by mouse, pen, finger or keyboard.
 *
 * @typedef {import('./address.js').Region} Region
 */

import { element } from './elements.js';
import { percent } from './words.js';

/** Smaller than that, as a share of the picture, is a slip of the hand. */
const least = 0.03;
/** A press of an arrow key moves by that share. */
const step = 0.02;
/** The box that the keyboard starts with. */
const middle = Object.freeze({ x: 0.25, y: 0.25, width: 0.5, height: 0.5 });
const sides = ['nw', 'ne', 'sw', 'se'];

const keys = 'Arrow keys move it, with Shift they change its size, Delete removes it.';
const ways = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };

/** Draws boxes in a frame whose whole surface is the picture. */
export class BoxSelection {
  /**
   * @param {HTMLElement} frame is positioned, and as large as the picture
   * @param {(region: Region|null) => void} changed is told the box when it is let go
   */
  constructor(frame, changed) {
    this.frame = frame;
    this.changed = changed;
    /** @type {Region|null} */
    this.region = null;
    /** Whether a box is just being drawn. */
    this.isBusy = false;
    this.box = element(
      'div', { class: 'box', tabindex: 0, role: 'application', 'aria-roledescription': 'box', hidden: true },
      sides.map((side) => element('i', { class: side, 'data-side': side })));
    frame.append(this.box);
    frame.addEventListener('pointerdown', (event) => this.#press(event));
    this.box.addEventListener('keydown', (event) => this.#key(event));
  }

  /** Lets fingers draw, which otherwise scroll the page. */
  set takesTouch(takes) {
    this.frame.classList.toggle('draws', takes);
  }

  get takesTouch() {
    return this.frame.classList.contains('draws');
  }

  /** @param {Region|null} region is shown, and nobody told */
  show(region) {
    this.region = region;
    this.box.hidden = !region;
    this.frame.classList.toggle('boxed', Boolean(region));
    if (!region) return;
    for (const [property, share] of Object.entries({
      left: region.x, top: region.y, width: region.width, height: region.height,
    })) this.box.style.setProperty(property, `${share * 100}%`);
    this.box.setAttribute('aria-label', `Box, ${describe(region)}. ${keys}`);
  }

  /** Puts a box in the middle, for the keyboard to move. */
  start() {
    this.#finish(this.region ?? middle);
    this.box.focus();
  }

  #press(event) {
    const isTouch = event.pointerType === 'touch';
    if (event.button !== 0 || (isTouch && !this.takesTouch)) return;
    event.preventDefault();
    const from = this.#place(event);
    const before = this.region;
    const side = event.target.dataset?.side;
    const isMove = before && !side && this.box.contains(event.target);
    const anchor = side ? opposite(before, side) : from;
    let drawn = null;
    this.isBusy = true;
    const follow = (moved) => {
      const at = this.#place(moved);
      drawn = isMove ? shifted(before, at.x - from.x, at.y - from.y) : between(anchor, at);
      this.show(drawn);
    };
    const end = (released) => {
      this.isBusy = false;
      this.frame.removeEventListener('pointermove', follow);
      this.frame.removeEventListener('pointerup', end);
      this.frame.removeEventListener('pointercancel', end);
      const isReal = drawn && drawn.width >= least && drawn.height >= least && released.type === 'pointerup';
      if (isReal) this.#finish(drawn);
      else this.show(before);
    };
    this.frame.setPointerCapture(event.pointerId);
    this.frame.addEventListener('pointermove', follow);
    this.frame.addEventListener('pointerup', end);
    this.frame.addEventListener('pointercancel', end);
  }

  #key(event) {
    const way = ways[event.key];
    if (way) {
      event.preventDefault();
      this.#finish(event.shiftKey ? resized(this.region, ...way) : shifted(this.region, ...way));
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      this.#finish(null);
      this.frame.focus();
    }
  }

  #finish(region) {
    this.show(region);
    this.changed(region);
  }

  #place(event) {
    const bounds = this.frame.getBoundingClientRect();
    return {
      x: within((event.clientX - bounds.left) / bounds.width), y: within((event.clientY - bounds.top) / bounds.height),
    };
  }
}

/** @param {Region} region @returns {string} in words */
export const describe = ({ x, y, width, height }) =>
  `${percent(width)} by ${percent(height)} of the picture, ${percent(x)} from the left and ${percent(y)} from the top`;

const within = (share) => Math.min(1, Math.max(0, share));

const between = (one, other) => ({
  x: Math.min(one.x, other.x), y: Math.min(one.y, other.y),
  width: Math.abs(one.x - other.x), height: Math.abs(one.y - other.y),
});

const opposite = (region, side) => ({
  x: side.endsWith('w') ? region.x + region.width : region.x,
  y: side.startsWith('n') ? region.y + region.height : region.y,
});

const shifted = (region, x, y) => ({
  ...region,
  x: Math.min(1 - region.width, Math.max(0, region.x + x)),
  y: Math.min(1 - region.height, Math.max(0, region.y + y)),
});

const resized = (region, x, y) => ({
  ...region,
  width: Math.min(1 - region.x, Math.max(least, region.width + x)),
  height: Math.min(1 - region.y, Math.max(least, region.height + y)),
});
