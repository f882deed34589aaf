/** The ways a picture gets into the page: chosen, photographed, dropped or pasted. */

import { element } from './elements.js';

/** What file choosers offer; endings too, since not every system knows the types of TIFF and HEIC. */
export const pictureTypes = 'image/*,.tif,.tiff,.heic,.heif,.jp2';

/**
 * A button that lets pictures be chosen.
 * @param {string} name what is on it
 * @param {(files: File[]) => void} take
 * @param {{camera?: boolean, multiple?: boolean, primary?: boolean}} [options] `camera` opens the camera of a phone
 * @returns {HTMLElement}
 */
export function chooser(name, take, { camera = false, multiple = false, primary = false } = {}) {
  const input = element('input', {
    type: 'file', accept: camera ? 'image/*' : pictureTypes, multiple, capture: camera ? 'environment' : null,
    on: {
      change() {
        const files = [...input.files];
        // The same file can be chosen again.
        input.value = '';
        if (files.length) take(files);
      },
    },
  });
  return element('label', { class: primary ? 'button primary' : 'button' }, name, input);
}

/** Whether there is a camera to photograph with at hand: on what is held in the hand. */
export const hasCamera = () => matchMedia('(pointer: coarse)').matches;

/**
 * Takes whatever is dropped on the page or pasted into it.
 * @param {(files: File[]) => void} take
 */
export function takeDroppedAndPasted(take) {
  const veil = element('div', { class: 'veil', hidden: true }, element('p', {}, 'Drop the picture anywhere'));
  document.body.append(veil);
  const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');
  addEventListener('dragover', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    veil.hidden = false;
  });
  addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) veil.hidden = true;
  });
  addEventListener('drop', (event) => {
    veil.hidden = true;
    if (!holdsFiles(event)) return;
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    if (files.length) take(files);
  });
  addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    take(files);
  });
}
