/** Numbers and names as people read them, and from what size on a picture is one. */

const whole = new Intl.NumberFormat('en');

/** @param {number} number @returns {string} 24079 as 24,079 */
export const count = (number) => whole.format(number);

/** @param {number} number @param {string} one @param {string} [several] @returns {string} as "1 image", "8 images" */
export const counted = (number, one, several = `${one}s`) => `${count(number)} ${number === 1 ? one : several}`;

/** @param {number} value a cosine @returns {string} with four decimals, as `lithoscope search` prints it */
export const cosine = (value) => value.toFixed(4);

/**
 * @param {number} share 0…1
 * @returns {string} in percent, never 0 or 100 where that is not exact
 */
export function percent(share) {
  if (share > 0 && share < 0.01) return '<1 %';
  if (share < 1 && share > 0.99) return '>99 %';
  return `${Math.round(share * 100)} %`;
}

/** @param {number} bytes @returns {string} as 1.4 MB, in powers of ten as the command prints it */
export function bytes(bytes) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let step = 0;
  let value = bytes;
  while (value >= 1000 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  return `${step === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[step]}`;
}

/** Images smaller than that, in pixels, keep crisp pixels when they are enlarged. */
export const crispSide = 128;

/**
 * Why a file is not even sent.
 * @param {number} size of the file, in bytes
 * @param {number} most that the server takes
 */
export const tooLarge = (size, most) =>
  `It has ${bytes(size)}, and the server takes at most ${bytes(most)}; make it smaller.`;

/** @param {string} path @returns {string} its last name */
export const fileName = (path) => path.slice(path.lastIndexOf('/') + 1);

/** @param {string} key as `camera_model` @returns {string} as "camera model" */
export const keyName = (key) => key.replace(/^(exif|table)\./, '').replaceAll('_', ' ');

/** @param {{query: string, queries: string[]}} answer of a search @returns {string} what its query is called */
export function nameOf({ query, queries }) {
  const first = query ? fileName(query) : 'the query';
  return queries?.length > 1 ? `${first} and ${queries.length - 1} more` : first;
}
