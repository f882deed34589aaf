/** Moving squares that lie upon each other apart, so that each can be seen and clicked. */

/** Rounds of pushing: enough for a few dozen squares. */
const rounds = 80;
/** More than so many would cover all that lies under them, and stay where they are. */
const most = 25;
/** Squares in one place part in directions that are as different as can be: in radians. */
const goldenAngle = 2.4;
/** And first by so many pixels, for each before them. */
const nudge = 1.5;

/**
 * Moves squares apart, each as little as it takes; the first one stays. The same places give the same answer, wherever
 * they are on the screen, so that nothing jumps while a plane is moved about.
 * @param {{x: number, y: number}[]} centres
 * @param {number} side of each square with the gap around it
 * @returns {{x: number, y: number}[]} new centres
 */
export function spread(centres, side) {
  if (centres.length > most) return centres;
  const places = centres.map(({ x, y }, index) => ({
    x: x + index * nudge * Math.cos(index * goldenAngle), y: y + index * nudge * Math.sin(index * goldenAngle),
  }));
  for (let round = 0; round < rounds; round += 1) {
    let isQuiet = true;
    for (let one = 0; one < places.length; one += 1) {
      for (let other = one + 1; other < places.length; other += 1) {
        if (pushApart(places[one], places[other], side, one === 0)) isQuiet = false;
      }
    }
    if (isQuiet) break;
  }
  return places;
}

/** Along the direction in which they overlap less. */
function pushApart(one, other, side, stays) {
  const [right, down] = [other.x - one.x, other.y - one.y];
  const [across, along] = [side - Math.abs(right), side - Math.abs(down)];
  if (across <= 0.5 || along <= 0.5) return false;
  const axis = across < along ? 'x' : 'y';
  const push = Math.min(across, along) * ((axis === 'x' ? right : down) < 0 ? -1 : 1);
  if (!stays) one[axis] -= push / 2;
  other[axis] += stays ? push : push / 2;
  return true;
}
