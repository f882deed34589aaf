/** Images on a plane, to be looked at from near and far: what the map and the places have in common. */

import { announce } from './announcement.js';
import { askImage } from './api.js';
import { Camera } from './camera.js';
import { button, element } from './elements.js';
import { followGestures, zoomStep } from './gestures.js';
import { openDetails } from './details.js';
import { PointGrid } from './point-grid.js';
import { PickedImages } from './picked-images.js';
import { ScatterDrawing } from './scatter-drawing.js';
import { onTheme } from './theme.js';
import { ThumbnailAtlas } from './thumbnail-atlas.js';
import { fileName } from './words.js';

/** How far from a point a click still means it, in pixels. */
const reach = 24;
/** Going nearer ends where neighbours are that far apart, in pixels. */
const nearest = 1200;
/** A screen reader is told what is in the middle once the keyboard rests, in milliseconds. */
const rest = 500;

const keys = 'Arrow keys move it, plus and minus zoom, 0 shows all, N and P go through the results, '
  + 'Enter opens the image in the middle.';

/** A plane of images. */
export class Scatter {
  /**
   * @param {string} name for screen readers
   * @param {(context: CanvasRenderingContext2D, camera: Camera, colours: Object) => void} [drawGround] what lies
   *   under the images
   */
  constructor(name, drawGround = () => {}) {
    this.drawGround = drawGround;
    this.camera = new Camera();
    this.canvas = element('canvas', {
      tabindex: 0, role: 'application', 'aria-label': `${name}. ${keys}`,
    });
    this.pictures = button('Pictures', () => this.#togglePictures(), { 'aria-pressed': 'true' });
    this.picked = new PickedImages(() => this.pick(-1));
    this.hint = element('p', { class: 'plane-hint soft small' }, matchMedia('(pointer: coarse)').matches
      ? 'Drag to move, pinch to go nearer, tap an image.' : 'Drag to move, scroll to go nearer, click an image.');
    const zoomButton = (text, label, act) => button(text, act, { 'aria-label': label, title: label });
    this.element = element('div', { class: 'plane' }, this.canvas,
      element('div', { class: 'zoom' },
        zoomButton('+', 'Nearer', () => this.#zoom(zoomStep)),
        zoomButton('–', 'Farther', () => this.#zoom(1 / zoomStep)),
        zoomButton('All', 'Show all', () => this.fit()), this.pictures),
      this.hint, this.picked.element);
    this.scene = {
      camera: this.camera, ids: [], group: [], groups: new Set(), hasPictures: true,
      lit: new Map(), litPlaces: new Map(), focus: -1, hover: -1,
      atlas: new ThumbnailAtlas(() => this.redraw()),
    };
    followGestures(this.canvas, this.camera, {
      moved: () => this.#moved(), fit: () => this.fit(),
      clicked: (left, top) => this.pick(this.#pointAt(left, top)),
      hovered: (left, top) => this.#hover(this.#pointAt(left, top)),
      pressed: (event) => this.#press(event.key), rested: () => this.#rest(),
    });
    this.canvas.addEventListener('pointerleave', () => this.#hover(-1));
    new ResizeObserver(() => this.#resize()).observe(this.element);
    onTheme(() => this.redraw());
  }

  /**
   * Sets the images.
   * @param {{ids: number[], x: number[], y: number[], group: number[]}} points
   */
  setPoints({ ids, x, y, group }) {
    const grid = new PointGrid(Float64Array.from(x), Float64Array.from(y));
    Object.assign(this.scene, { grid, ids, group, focus: -1, hover: -1 });
    this.places = new Map(ids.map((id, index) => [id, index]));
    this.drawing = new ScatterDrawing(grid);
    this.isFitted = false;
    this.#resize();
  }

  /**
   * Lights up a query and its results.
   * @param {number[]} query ids
   * @param {number[]} results ids, the best first
   */
  light(query, results) {
    const lit = new Map();
    const add = (id, light) => {
      const index = this.places?.get(id);
      if (index !== undefined) lit.set(index, light);
    };
    for (const id of query) add(id, { text: 'query', isQuery: true });
    results.forEach((id, index) => add(id, { text: String(index + 1), isQuery: false }));
    this.scene.lit = lit;
    this.redraw();
  }

  /** @param {Set<number>} groups labels to emphasise; empty for all */
  emphasise(groups) {
    this.scene.groups = groups;
    this.redraw();
  }

  /** Picks a point, and shows what is there; −1 picks none. */
  pick(index) {
    this.scene.focus = index;
    this.hint.hidden ||= index >= 0;
    if (index < 0) {
      this.picked.hide();
    } else {
      const { grid, ids } = this.scene;
      const near = reach / 3 / this.camera.scale;
      const [x, y] = [grid.x[index], grid.y[index]];
      const others = grid.within(x - near, y - near, x + near, y + near).filter((other) =>
        other !== index && Math.hypot(grid.x[other] - x, grid.y[other] - y) <= near);
      this.picked.show([index, ...others].map((point) => ids[point]));
    }
    this.redraw();
  }

  /** Shows all images. */
  fit() {
    if (!this.scene.grid) return;
    const { grid } = this.scene;
    this.camera.limits = [0, nearest / Math.max(grid.spacing, 1e-9)];
    this.camera.fit(grid.bounds);
    this.camera.limits[0] = this.camera.scale / 4;
    this.redraw();
  }

  /** Draws with the next frame. */
  redraw() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.#draw();
    });
  }

  #draw() {
    if (!this.drawing || this.camera.width < 2) return;
    const context = this.canvas.getContext('2d');
    const style = getComputedStyle(this.canvas);
    const colours = {
      ink: style.color, ground: style.backgroundColor, accent: style.borderTopColor, line: style.outlineColor,
    };
    const density = this.canvas.width / this.camera.width;
    context.setTransform(density, 0, 0, density, 0, 0);
    context.globalAlpha = 1;
    context.fillStyle = colours.ground;
    context.fillRect(0, 0, this.camera.width, this.camera.height);
    this.drawGround(context, this.camera, colours);
    const drawn = this.drawing.draw(context, this.scene, colours);
    // For those who look into the page, tests among them: a canvas says nothing by itself.
    const { lit, atlas } = this.scene;
    Object.assign(this.canvas.dataset, {
      dots: drawn.dots, thumbnails: drawn.thumbnails, lit: lit.size, pending: atlas.pending,
    });
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!width || !height) return;
    const density = Math.min(devicePixelRatio || 1, 2);
    Object.assign(this.canvas, { width: Math.round(width * density), height: Math.round(height * density) });
    Object.assign(this.camera, { width, height });
    if (this.scene.grid && !this.isFitted) {
      this.isFitted = true;
      this.fit();
    }
    this.#draw();
  }

  /** Without pictures the colours of the labels show better. */
  #togglePictures() {
    this.scene.hasPictures = !this.scene.hasPictures;
    this.pictures.setAttribute('aria-pressed', this.scene.hasPictures);
    this.redraw();
  }

  /** Whoever has moved it once needs to be told no more. */
  #moved() {
    this.hint.hidden = true;
    this.redraw();
  }

  #zoom(factor) {
    this.camera.zoom(factor);
    this.redraw();
  }

  #pointAt(left, top) {
    if (!this.scene.grid) return -1;
    for (const [index, { x, y }] of this.scene.litPlaces) {
      if (Math.abs(x - left) < reach && Math.abs(y - top) < reach) return index;
    }
    return this.scene.grid.nearest(...this.camera.toPlane(left, top), reach / this.camera.scale);
  }

  #hover(index) {
    if (index === this.scene.hover) return;
    this.scene.hover = index;
    this.canvas.classList.toggle('points', index >= 0);
    this.redraw();
  }

  #press(key) {
    const { lit, grid, ids, focus } = this.scene;
    if (key === 'Enter') {
      if (focus >= 0) openDetails(ids[focus]);
      return focus >= 0;
    }
    if (key === 'Escape') return focus >= 0 && (this.pick(-1), true);
    const way = { n: 1, p: -1 }[key.toLowerCase()];
    const points = [...lit].filter(([, light]) => !light.isQuery).map(([index]) => index);
    if (!way || !points.length) return false;
    const next = points[(Math.max(points.indexOf(focus), way > 0 ? -1 : 0) + way + points.length) % points.length];
    Object.assign(this.camera, { x: grid.x[next], y: grid.y[next] });
    this.pick(next);
    this.#tell(next);
    return true;
  }

  #rest() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const { x, y, width, scale } = this.camera;
      const middle = this.scene.grid?.nearest(x, y, width / 2 / scale) ?? -1;
      this.pick(middle);
      if (middle >= 0) this.#tell(middle);
      else announce('Nothing in the middle.');
    }, rest);
  }

  async #tell(index) {
    try {
      const { path, label } = await askImage(this.scene.ids[index]);
      const light = this.scene.lit.get(index);
      const rank = light && !light.isQuery ? `Result ${light.text}` : null;
      announce([rank, fileName(path), label].filter(Boolean).join(', '));
    } catch (problem) {
      announce(problem.message);
    }
  }
}
