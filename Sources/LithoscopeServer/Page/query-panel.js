/** What is asked: the picture, its examples, and how and where is searched. */

import { element } from './elements.js';
import { Examples } from './examples.js';
import { Filters } from './filters.js';
import { chooser, hasCamera } from './intake.js';
import { onSearch } from './searching.js';
import { Settings } from './settings.js';
import { Subject } from './subject.js';

/** Where there is room beside the results, settings and filters lie open. */
const roomy = matchMedia('(min-width: 62rem)');

/**
 * Builds the panel.
 * @param {HTMLElement} panel
 * @param {(files: File[]) => void} take is given new pictures
 */
export function buildQueryPanel(panel, take) {
  const subject = new Subject();
  const examples = new Examples();
  const settings = new Settings();
  const filters = new Filters();
  subject.tools.prepend(
    chooser('New picture', take), ...(hasCamera() ? [chooser('Photograph', take, { camera: true })] : []));
  panel.append(
    element('h2', { class: 'unseen' }, 'Query'), subject.element, subject.tools, examples.element,
    element('div', { class: 'folds' }, filters.element, settings.element));
  const fold = () => { filters.element.open = settings.element.open = roomy.matches; };
  roomy.addEventListener('change', fold);
  fold();

  onSearch(({ query, picture, answer, isRunning }) => {
    settings.show(query);
    filters.show(query);
    examples.show(query);
    if (picture) subject.showNew(picture);
    else if (query.images.length) subject.show(query, isRunning ? null : answer);
  });
}
