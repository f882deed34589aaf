/**
 * The net of meridians and parallels under the places: a plate carrée, in which degrees of longitude are as wide as
 * they are at the places' own latitude.
 */

/** Distances between lines, in degrees, of which the first that leaves enough room is taken. */
const steps = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 45, 90];
/** Room between two lines, at least, in pixels. */
const room = 90;
const kilometresADegree = 111.195;  // of latitude, on a sphere with the Earth's mean radius of 6371 km
const scaleLengths = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/**
 * @param {number} latitude in degrees, where distances are to be right
 * @returns {number} how wide a degree of longitude is there, in degrees of latitude
 */
export const widthOfDegree = (latitude) => Math.max(0.05, Math.cos((latitude * Math.PI) / 180));

/**
 * Draws the net and a scale.
 * @param {CanvasRenderingContext2D} context
 * @param {import('./camera.js').Camera} camera over degrees of latitude
 * @param {number} width of a degree of longitude, in degrees of latitude
 * @param {{line: string, ink: string}} colours
 */
export function drawGraticule(context, camera, width, colours) {
  const [left, top] = camera.toPlane(0, 0);
  const [right, bottom] = camera.toPlane(camera.width, camera.height);
  const step = steps.find((degrees) => degrees * Math.min(width, 1) * camera.scale >= room) ?? 90;
  context.font = '12px system-ui, sans-serif';
  context.lineWidth = 1;
  const each = (from, to, draw) => {
    for (let line = Math.ceil(from / step); line <= Math.floor(to / step); line += 1) draw(line * step);
  };
  const [west, east] = [Math.max(-180, left / width), Math.min(180, right / width)];
  const [south, north] = [Math.max(-90, bottom), Math.min(90, top)];
  each(west, east, (longitude) => {
    const [x, upper] = camera.toScreen(longitude * width, north);
    const [, lower] = camera.toScreen(longitude * width, south);
    stroke(context, colours, x, upper, x, lower);
    write(context, colours, degrees(longitude, step, 'E', 'W'), x + 4, camera.height - 8);
  });
  each(south, north, (latitude) => {
    const [start, y] = camera.toScreen(west * width, latitude);
    const [end] = camera.toScreen(east * width, latitude);
    stroke(context, colours, start, y, end, y);
    write(context, colours, degrees(latitude, step, 'N', 'S'), 8, y - 4);
  });
  drawScale(context, camera, colours);
}

function drawScale(context, camera, colours) {
  const pixels = (kilometres) => (kilometres / kilometresADegree) * camera.scale;
  const length = scaleLengths.findLast((kilometres) => pixels(kilometres) <= 140) ?? scaleLengths[0];
  const [x, y] = [camera.width - pixels(length) - 16, camera.height - 32];
  context.strokeStyle = colours.ink;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x, y - 5);
  context.lineTo(x, y);
  context.lineTo(x + pixels(length), y);
  context.lineTo(x + pixels(length), y - 5);
  context.stroke();
  write(context, colours, length < 1 ? `${length * 1000} m` : `${length} km`, x + 4, y - 6);
}

function stroke(context, colours, x1, y1, x2, y2) {
  context.strokeStyle = colours.line;
  context.beginPath();
  context.moveTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
  context.lineTo(Math.round(x2) + 0.5, Math.round(y2) + 0.5);
  context.stroke();
}

function write(context, colours, text, x, y) {
  context.fillStyle = colours.ink;
  context.fillText(text, x, y);
}

function degrees(value, step, positive, negative) {
  const digits = Math.max(0, Math.ceil(-Math.log10(step)));
  const rounded = Math.abs(value).toFixed(digits);
  return `${rounded}°${Number(rounded) === 0 ? '' : value > 0 ? ` ${positive}` : ` ${negative}`}`;
}
