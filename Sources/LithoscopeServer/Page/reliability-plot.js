/** A reliability diagram: promised chance against what came true. */

import { shape } from './elements.js';
import { count, percent } from './words.js';

const side = 240;
const margin = 40;
/** Radius of the bin with the most pairs; the others' areas are in proportion. */
const largest = 10;
const smallest = 2.5;

/**
 * @param {{predicted: number, observed: number, pairs: number}[]} bins
 * @returns {SVGElement}
 */
export function reliabilityPlot(bins) {
  const x = (share) => margin + share * side;
  const y = (share) => 10 + (1 - share) * side;
  const most = Math.max(...bins.map((bin) => bin.pairs));
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  return shape('svg', {
    class: 'plot', viewBox: `0 0 ${side + margin + 20} ${side + margin + 14}`, role: 'img',
    'aria-label': `Reliability: ${bins.map(inWords).join('; ')}`,
  },
  ticks.flatMap((tick) => [
    shape('line', { class: 'grid', x1: x(tick), x2: x(tick), y1: y(0), y2: y(1) }),
    shape('line', { class: 'grid', x1: x(0), x2: x(1), y1: y(tick), y2: y(tick) }),
    shape('text', { x: x(tick), y: y(0) + 16, 'text-anchor': 'middle' }, String(tick * 100)),
    shape('text', { x: x(0) - 6, y: y(tick) + 4, 'text-anchor': 'end' }, String(tick * 100))]),
  shape('text', { x: x(0.5), y: y(0) + 36, 'text-anchor': 'middle' }, 'promised, %'),
  shape('text', { x: -y(0.5), y: 12, 'text-anchor': 'middle', transform: 'rotate(-90)' }, 'came true, %'),
  shape('line', { class: 'kept', x1: x(0), y1: y(0), x2: x(1), y2: y(1) }),
  bins.filter((bin) => bin.pairs).map((bin) => shape('circle', {
    cx: x(bin.predicted), cy: y(bin.observed), r: Math.max(smallest, largest * Math.sqrt(bin.pairs / most)),
  }, shape('title', {}, `${inWords(bin)}, ${count(bin.pairs)} results`))));
}

const inWords = ({ predicted, observed }) => `promised ${percent(predicted)}, came true ${percent(observed)}`;
