/**
 * Points of a plane, sorted into square cells, so that those of a rectangle and the nearest one are found without a
 * look at all of them.
 */

/** Points a cell, on average over the cells that have any. */
const perCell = 6;

/** Finds points by where they are. */
export class PointGrid {
  /**
   * @param {Float64Array} x
   * @param {Float64Array} y
   */
  constructor(x, y) {
    this.x = x;
    this.y = y;
    this.bounds = boundsOf(x, y);
    const { left, right, bottom, top } = this.bounds;
    const area = Math.max((right - left) * (top - bottom), 1e-12);
    this.cell = Math.max(Math.sqrt((area * perCell) / Math.max(x.length, 1)), 1e-9);
    this.columns = Math.min(4096, Math.floor((right - left) / this.cell) + 1);
    this.rows = Math.min(4096, Math.floor((top - bottom) / this.cell) + 1);
    /** @type {number[][]} */
    this.cells = Array.from({ length: this.columns * this.rows }, () => []);
    for (let index = 0; index < x.length; index += 1) {
      this.cells[this.#row(y[index]) * this.columns + this.#column(x[index])].push(index);
    }
    /** The usual distance between neighbours, where there are any. */
    this.spacing = this.#spacing();
  }

  /**
   * @param {number} left @param {number} bottom @param {number} right @param {number} top
   * @returns {number[]} the points in the rectangle, and some beside it
   */
  within(left, bottom, right, top) {
    const found = [];
    for (let row = this.#row(bottom); row <= this.#row(top); row += 1) {
      for (let column = this.#column(left); column <= this.#column(right); column += 1) {
        for (const index of this.cells[row * this.columns + column]) found.push(index);
      }
    }
    return found;
  }

  /**
   * @param {number} x @param {number} y
   * @param {number} reach how far it may be
   * @returns {number} the nearest point; −1 where none is within reach
   */
  nearest(x, y, reach) {
    let [best, distance] = [-1, reach * reach];
    for (const index of this.within(x - reach, y - reach, x + reach, y + reach)) {
      const square = (this.x[index] - x) ** 2 + (this.y[index] - y) ** 2;
      if (square <= distance) [best, distance] = [index, square];
    }
    return best;
  }

  #column(x) {
    return Math.min(this.columns - 1, Math.max(0, Math.floor((x - this.bounds.left) / this.cell)));
  }

  #row(y) {
    return Math.min(this.rows - 1, Math.max(0, Math.floor((y - this.bounds.bottom) / this.cell)));
  }

  #spacing() {
    const occupied = this.cells.filter((cell) => cell.length).length;
    return Math.sqrt((occupied * this.cell * this.cell) / Math.max(this.x.length, 1));
  }
}

function boundsOf(x, y) {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let index = 0; index < x.length; index += 1) {
    left = Math.min(left, x[index]);
    right = Math.max(right, x[index]);
    bottom = Math.min(bottom, y[index]);
    top = Math.max(top, y[index]);
  }
  return x.length ? { left, right, bottom, top } : { left: -1, right: 1, bottom: -1, top: 1 };
}
