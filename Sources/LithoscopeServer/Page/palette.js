/** Colours for labels: as different as they can be, on light and on dark. */

import { isDark } from './theme.js';

/**
 * The first labels stand on a circle of twelve hues, each five steps from the last one, so that neighbours in the
 * list differ; neighbours on the circle differ in lightness. Further labels follow at the golden angle, the way
 * seeds fill a sunflower.
 */
const circle = 12;
const stride = 5;
const firstHue = 45;
const goldenAngle = 137.508;
/** Lightness and chroma: 3:1 and more against the ground. */
const light = [[0.56, 0.15], [0.45, 0.11]];
const dark = [[0.76, 0.13], [0.86, 0.08]];
const without = { light: '#75756f', dark: '#9a9a95' };

/**
 * @param {number} index of the label; below zero for no label
 * @returns {string} a colour of CSS, which follows light and dark by itself
 */
export const labelColour = (index) => `light-dark(${colour(index, false)}, ${colour(index, true)})`;

/**
 * @param {number} index as {@link labelColour}
 * @returns {string} the colour as it is now, for what is drawn on a canvas
 */
export const drawnColour = (index) => colour(index, isDark());

function colour(index, onDark) {
  if (index < 0) return onDark ? without.dark : without.light;
  const place = (index * stride) % circle;
  const hue = index < circle ? (place * 360) / circle : index * goldenAngle;
  const [lightness, chroma] = (onDark ? dark : light)[(index < circle ? place : index) % 2];
  return `oklch(${lightness} ${chroma} ${((firstHue + hue) % 360).toFixed(1)})`;
}
