/**
 * Thumbnails as canvases can draw them by the thousand: small ones side by side on a few large canvases, so that
 * drawing one is copying a square; and a few larger ones by themselves, for when one looks near.
 */

import { thumbnailAddress } from './api.js';

/** Side of a small thumbnail, in pixels. */
const cell = 64;
/** Small thumbnails a row of a canvas, and the canvases: 4,096 in all, in 64 MB. */
const across = 32;
const sheets = 4;
/** Larger thumbnails that are kept; each takes up to 147 kB. */
const largeKept = 400;
/** Requests under way at a time. */
const requests = 8;
/** A server that is asked too much is left alone for a while, in milliseconds. */
const pause = 1000;
/** Shown larger than that, a thumbnail is fetched in the larger size. */
const nearSide = 72;

/** Fetches thumbnails as they are wanted, and forgets those that have not been for longest. */
export class ThumbnailAtlas {
  /** @param {() => void} arrived is called when there is something new to draw */
  constructor(arrived) {
    this.arrived = arrived;
    /** @type {Map<number, number>} cells of small thumbnails by id, the least lately used first */
    this.small = new Map();
    this.free = Array.from({ length: sheets * across * across }, (_, index) => index);
    /** @type {(CanvasRenderingContext2D|undefined)[]} */
    this.contexts = [];
    /** @type {Map<number, ImageBitmap>} */
    this.large = new Map();
    this.failed = new Set();
    /** @type {Map<string, {id: number, isLarge: boolean, distance: number}>} what this frame asks for */
    this.wanted = new Map();
    this.underWay = new Set();
    /** What is still to be fetched, the most urgent last. */
    this.queue = [];
  }

  /** How many thumbnails the last frame asked for and did not get. */
  get pending() { return this.wanted.size; }

  /** Begins a frame: what the last one asked for and this one does not is no longer fetched. */
  begin() {
    this.wanted.clear();
  }

  /**
   * Whether there is a thumbnail to draw; if not, or if it is too small, the frame asks for it.
   * @param {number} id
   * @param {number} side in CSS pixels
   * @param {number} distance from the middle: what is near it is fetched first
   */
  has(id, side, distance) {
    const isNear = side > nearSide;
    if (isNear ? !this.large.has(id) : !this.small.has(id)) this.#want(id, isNear, distance);
    return (isNear && this.large.has(id)) || this.small.has(id);
  }

  /**
   * Draws a thumbnail that is there in a square.
   * @param {CanvasRenderingContext2D} context
   * @param {number} id @param {number} left @param {number} top @param {number} side in CSS pixels
   */
  draw(context, id, left, top, side) {
    if (side > nearSide && this.large.has(id)) {
      const picture = renewed(this.large, id);
      context.drawImage(picture, left, top, side, side);
    } else {
      const place = renewed(this.small, id);
      const { canvas } = this.contexts[sheetOf(place)];
      context.drawImage(canvas, leftOf(place), topOf(place), cell, cell, left, top, side, side);
    }
  }

  /** Ends a frame: fetches what it asked for. */
  end() {
    this.queue = [...this.wanted].sort(([, one], [, other]) => other.distance - one.distance);
    this.#next();
  }

  #next() {
    while (this.underWay.size < requests && this.queue.length) {
      const [key, { id, isLarge }] = this.queue.pop();
      if (!this.underWay.has(key)) this.#fetch(key, id, isLarge);
    }
  }

  #want(id, isLarge, distance) {
    if (!this.failed.has(id)) this.wanted.set(`${id}${isLarge ? 'l' : 's'}`, { id, isLarge, distance });
  }

  async #fetch(key, id, isLarge) {
    this.underWay.add(key);
    try {
      const response = await fetch(thumbnailAddress(id, isLarge ? 192 : 96));
      if (!response.ok) throw response;
      const picture = await squared(await response.blob());
      if (isLarge) this.#keepLarge(id, picture);
      else this.#keepSmall(id, picture);
      this.arrived();
    } catch (refused) {
      // A picture that cannot be had stays the dot that it is; a busy server is asked again with a later frame.
      if (refused.status === 429) await new Promise((resolve) => setTimeout(resolve, pause));
      else this.failed.add(id);
    } finally {
      this.underWay.delete(key);
      this.#next();
    }
  }

  #keepLarge(id, picture) {
    this.large.set(id, picture);
    if (this.large.size <= largeKept) return;
    const [oldest, old] = this.large.entries().next().value;
    old.close();
    this.large.delete(oldest);
  }

  #keepSmall(id, picture) {
    let place = this.free.shift();
    if (place === undefined) {
      const [oldest, its] = this.small.entries().next().value;
      this.small.delete(oldest);
      place = its;
    }
    this.contexts[sheetOf(place)] ??= newSheet();
    this.contexts[sheetOf(place)].drawImage(picture, leftOf(place), topOf(place), cell, cell);
    picture.close();
    this.small.set(id, place);
  }
}

/** Takes an entry of a map and puts it last, among those lately used. */
function renewed(map, key) {
  const value = map.get(key);
  map.delete(key);
  map.set(key, value);
  return value;
}

/** Cuts out the middle of a picture, as a square. */
async function squared(blob) {
  const whole = await createImageBitmap(blob);
  const side = Math.min(whole.width, whole.height);
  if (whole.width === whole.height) return whole;
  const middle = await createImageBitmap(whole, (whole.width - side) / 2, (whole.height - side) / 2, side, side);
  whole.close();
  return middle;
}

function newSheet() {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = cell * across;
  return canvas.getContext('2d');
}

const sheetOf = (place) => Math.floor(place / (across * across));
const leftOf = (place) => (place % across) * cell;
const topOf = (place) => (Math.floor(place / across) % across) * cell;
