/** What a screen reader says without being asked. */

/** A moment's wait lets several changes become one sentence, in milliseconds. */
const moment = 150;
let timer = 0;

/** @param {string} sentence */
export function announce(sentence) {
  clearTimeout(timer);
  timer = setTimeout(() => { document.getElementById('announcement').textContent = sentence; }, moment);
}
