/**
 * Draws thousands of images where they are: thumbnails where there is room for them, dots where there is none.
 *
 * @typedef {Object} Scene
 * @property {import('./camera.js').Camera} camera
 * @property {import('./point-grid.js').PointGrid} grid
 * @property {number[]} ids
 * @property {number[]} group index of each image's label, or −1
 * @property {boolean} hasPictures whether thumbnails are drawn, or dots only
 * @property {Set<number>} groups those that are emphasised; empty for all
 * @property {Map<number, {text: string, isQuery: boolean}>} lit by point
 * @property {Map<number, {x: number, y: number}>} litPlaces where those that are lit were drawn
 * @property {number} focus the point that was picked, or −1
 * @property {number} hover the point under the pointer, or −1
 * @property {import('./thumbnail-atlas.js').ThumbnailAtlas} atlas
 */

import { drawnColour } from './palette.js';
import { spread } from './spread.js';

/** Thumbnails smaller than that, in pixels, say less than a dot: then some stand for those around them. */
const smallestThumbnail = 20;
const largestThumbnail = 150;
/** Side of a picture that is lit up, at least, in pixels. */
const smallestLit = 44;
/** And how much larger than the others it is. */
const litShare = 1.25;
/** Side of the picture under the pointer, at least, in pixels. */
const hoverSide = 96;
const frame = 2;
/** Sides of dots, in pixels. */
const smallestDot = 2.5;
const largestDot = 9;
/** How much is left of what is not asked for. */
const aside = 0.12;

/** Draws scenes; what it finds out about one zoom it keeps for the next frame. */
export class ScatterDrawing {
  /** @param {import('./point-grid.js').PointGrid} grid */
  constructor(grid) {
    this.grid = grid;
    /** @type {Map<number, Uint8Array>} by zoom: the points that have room for a thumbnail */
    this.chosen = new Map();
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Scene} scene
   * @param {{ink: string, ground: string, accent: string}} colours
   * @returns {{dots: number, thumbnails: number}} how many were drawn
   */
  draw(context, scene, colours) {
    const { camera, atlas } = scene;
    const margin = largestThumbnail / camera.scale;
    const [left, top] = camera.toPlane(0, 0);
    const [right, bottom] = camera.toPlane(camera.width, camera.height);
    const seen = this.grid.within(left - margin, bottom - margin, right + margin, top + margin);
    const side = this.#side(camera.scale);
    const chosen = scene.hasPictures ? this.#choose(camera.scale) : null;
    const isDot = (index) => !chosen?.[index] && !scene.lit.has(index);
    atlas.begin();
    const dots = this.#dots(context, scene, seen.filter(isDot));
    let thumbnails = 0;
    if (chosen) {
      for (const index of seen) {
        if (!chosen[index] || scene.lit.has(index)) continue;
        const alpha = isAside(scene, index) ? aside : 1;
        this.#thumbnail(context, scene, index, side, drawnColour(scene.group[index]), alpha);
        thumbnails += 1;
      }
    }
    context.globalAlpha = 1;
    const litSide = Math.max(smallestLit, side * litShare);
    this.#lights(context, scene, litSide, colours);
    if (scene.hover >= 0 && !scene.lit.has(scene.hover)) {
      this.#thumbnail(context, scene, scene.hover, Math.max(hoverSide, side), colours.ink, 1);
    }
    const ringSide = scene.lit.has(scene.focus) ? litSide : Math.max(24, side);
    if (scene.focus >= 0) this.#ring(context, scene, scene.focus, ringSide, colours);
    atlas.end();
    return { dots, thumbnails: thumbnails + scene.lit.size };
  }

  #dots(context, scene, indices) {
    const { camera, grid } = scene;
    const size = Math.min(largestDot, Math.max(smallestDot, grid.spacing * camera.scale * 0.55));
    const byGroup = new Map();
    for (const index of indices) {
      const key = scene.group[index];
      if (!byGroup.has(key)) byGroup.set(key, []);
      byGroup.get(key).push(index);
    }
    for (const [group, points] of byGroup) {
      context.globalAlpha = strength(scene, points[0]) * 0.85;
      context.fillStyle = drawnColour(group);
      context.beginPath();
      for (const index of points) {
        context.rect(camera.left(grid.x[index]) - size / 2, camera.top(grid.y[index]) - size / 2, size, size);
      }
      context.fill();
    }
    return indices.length;
  }

  #thumbnail(context, scene, index, side, colour, alpha,
    x = scene.camera.left(this.grid.x[index]), y = scene.camera.top(this.grid.y[index])) {
    const border = side > 30 ? frame : 1;
    const inner = side - 2 * border;
    // What is lit up comes first, then what is near the middle.
    const distance = scene.lit.has(index) ? -1 : Math.hypot(x - scene.camera.width / 2, y - scene.camera.height / 2);
    const has = scene.atlas.has(scene.ids[index], inner, distance);
    // Until a thumbnail has come there is the dot that was there before.
    const size = Math.min(side, largestDot);
    context.globalAlpha = alpha;
    context.fillStyle = colour;
    if (!has) return context.fillRect(x - size / 2, y - size / 2, size, size);
    outline(context, x - side / 2, y - side / 2, side, border);
    scene.atlas.draw(context, scene.ids[index], x - inner / 2, y - inner / 2, inner);
  }

  /** The query and its results: where they lie upon each other they step apart, on leads to where they are. */
  #lights(context, scene, side, colours) {
    const indices = [...scene.lit.keys()];
    const points = indices.map((index) => {
      const [x, y] = scene.camera.toScreen(this.grid.x[index], this.grid.y[index]);
      return { x, y };
    });
    const places = spread(points, side + 10);
    scene.litPlaces = new Map(indices.map((index, at) => [index, places[at]]));
    for (const [width, colour] of [[4, colours.ground], [1.5, colours.ink]]) {
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.beginPath();
      points.forEach((point, at) => {
        context.moveTo(point.x, point.y);
        context.lineTo(places[at].x, places[at].y);
      });
      context.stroke();
    }
    [...scene.lit.values()].map((light, at) => [light, at]).reverse().forEach(([light, at]) =>
      this.#light(context, scene, indices[at], places[at], side, light, colours));
  }

  #light(context, scene, index, { x, y }, side, { text, isQuery }, { accent, ground, ink }) {
    context.fillStyle = ground;
    context.fillRect(x - side / 2 - 5, y - side / 2 - 5, side + 10, side + 10);
    this.#thumbnail(context, scene, index, side + 6, isQuery ? ink : accent, 1, x, y);
    context.font = '600 12px system-ui, sans-serif';
    const width = context.measureText(text).width + 8;
    context.fillStyle = isQuery ? ink : accent;
    context.fillRect(x - side / 2 - 3, y - side / 2 - 3, width, 17);
    context.fillStyle = ground;
    context.fillText(text, x - side / 2 + 1, y - side / 2 + 10);
  }

  #ring(context, scene, index, side, { ink, ground }) {
    const { x, y } = scene.litPlaces.get(index)
      ?? { x: scene.camera.left(this.grid.x[index]), y: scene.camera.top(this.grid.y[index]) };
    context.globalAlpha = 1;
    for (const [colour, width, distance] of [[ground, 6, 4], [ink, 3, 4]]) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.strokeRect(x - side / 2 - distance, y - side / 2 - distance, side + 2 * distance, side + 2 * distance);
    }
  }

  /** How large thumbnails are at a scale, in pixels. */
  #side(scale) {
    return Math.min(largestThumbnail, Math.max(smallestThumbnail, this.grid.spacing * scale));
  }

  /** One thumbnail for each square of the plane; which does not change while the plane is moved about. */
  #choose(scale) {
    const zoom = Math.round(Math.log2(scale) * 2) / 2;
    if (this.chosen.has(zoom)) return this.chosen.get(zoom);
    const square = (this.#side(2 ** zoom) / 2 ** zoom) * 0.8;
    const taken = new Set();
    const chosen = new Uint8Array(this.grid.x.length);
    for (let index = 0; index < chosen.length; index += 1) {
      const key = `${Math.floor(this.grid.x[index] / square)},${Math.floor(this.grid.y[index] / square)}`;
      if (taken.has(key)) continue;
      taken.add(key);
      chosen[index] = 1;
    }
    this.chosen.set(zoom, chosen);
    return chosen;
  }
}

/** The rim of a square, by itself: a filled square behind a picture would tint it where it is not quite opaque. */
function outline(context, left, top, side, border) {
  context.fillRect(left, top, side, border);
  context.fillRect(left, top + side - border, side, border);
  context.fillRect(left, top + border, border, side - 2 * border);
  context.fillRect(left + side - border, top + border, border, side - 2 * border);
}

/** How strongly a point is drawn: what is not asked for steps back. */
function strength(scene, index) {
  if (isAside(scene, index)) return aside;
  return scene.lit.size ? 0.75 : 1;
}

const isAside = ({ groups, group }, index) => groups.size > 0 && !groups.has(group[index]);
