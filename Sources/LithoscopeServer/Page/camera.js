/**
 * What part of a plane is seen: its centre, and pixels a unit. Upwards is the plane's second axis.
 */
export class Camera {
  constructor() {
    this.x = 0;
    this.y = 0;
    this.scale = 1;
    this.width = 1;
    this.height = 1;
    /** How far in and out it goes, in pixels a unit. */
    this.limits = [1e-9, 1e9];
  }

  /** @param {number} x @param {number} y of the plane @returns {[number, number]} on the screen, in CSS pixels */
  toScreen(x, y) {
    return [this.left(x), this.top(y)];
  }

  /** @param {number} x of the plane @returns {number} from the screen's left edge, in CSS pixels */
  left(x) {
    return (x - this.x) * this.scale + this.width / 2;
  }

  /** @param {number} y of the plane @returns {number} from the screen's upper edge, in CSS pixels */
  top(y) {
    return (this.y - y) * this.scale + this.height / 2;
  }

  /** @param {number} left @param {number} top on the screen @returns {[number, number]} of the plane */
  toPlane(left, top) {
    return [(left - this.width / 2) / this.scale + this.x, this.y - (top - this.height / 2) / this.scale];
  }

  /** @param {number} right @param {number} down how far what is seen moves, in CSS pixels */
  pan(right, down) {
    this.x -= right / this.scale;
    this.y += down / this.scale;
  }

  /** @param {number} factor above 1 goes nearer @param {number} left @param {number} top stays where it is */
  zoom(factor, left = this.width / 2, top = this.height / 2) {
    const [x, y] = this.toPlane(left, top);
    this.scale = Math.min(this.limits[1], Math.max(this.limits[0], this.scale * factor));
    const [newX, newY] = this.toPlane(left, top);
    this.x += x - newX;
    this.y += y - newY;
  }

  /**
   * Shows a rectangle of the plane whole.
   * @param {{left: number, right: number, bottom: number, top: number}} bounds
   * @param {number} margin around it, in CSS pixels
   */
  fit({ left, right, bottom, top }, margin = 40) {
    this.x = (left + right) / 2;
    this.y = (bottom + top) / 2;
    const room = (size) => Math.max(1, size - 2 * margin);
    const tiny = 1e-9;
    const across = room(this.width) / Math.max(right - left, tiny);
    const up = room(this.height) / Math.max(top - bottom, tiny);
    this.scale = Math.min(this.limits[1], Math.max(this.limits[0], Math.min(across, up)));
  }
}
