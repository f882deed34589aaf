/** Colours for labels: as different as they can be, on light and on dark. */

import { isDark } from './theme.js';

/**
 * Hues in degrees of OKLCH, in an order in which neighbours differ: each is the golden angle, 137.5°, further, the
 * way seeds fill a sunflower, so that any number of labels is spread evenly.
 */
const goldenAngle = 137.508;
const firstHue = 50;
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
  const [lightness, chroma] = (onDark ? dark : light)[index % 2];
  return `oklch(${lightness} ${chroma} ${((firstHue + index * goldenAngle) % 360).toFixed(1)})`;
}
