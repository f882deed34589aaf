/** Making elements, the one way the page does it. */

const svgNamespace = 'http://www.w3.org/2000/svg';

/**
 * Makes an HTML element.
 *
 * Styles are set property by property, which a content security policy without 'unsafe-inline' allows.
 * @param {string} tag
 * @param {Object<string, any>} [attributes] `on` is a table of listeners, `style` one of CSS properties; true and
 *   false set and leave out an attribute.
 * @param {...(Node|string|null|undefined|Array)} children what is null or undefined is left out.
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

/**
 * Makes an SVG element, with the same arguments as {@link element}.
 * @returns {SVGElement}
 */
export function shape(tag, attributes = {}, ...children) {
  return furnish(document.createElementNS(svgNamespace, tag), attributes, children);
}

function furnish(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    } else if (name === 'style') {
      for (const [property, text] of Object.entries(value)) made.style.setProperty(property, text);
    } else {
      made.setAttribute(name, value === true ? '' : value);
    }
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

/**
 * A sentence in which what stands between backticks is code.
 * @param {string} text
 * @param {Object<string, any>} [attributes]
 * @returns {HTMLElement} a paragraph
 */
export function sentence(text, attributes = {}) {
  const parts = text.split('`').map((part, index) => (index % 2 ? element('code', {}, part) : part));
  return element('p', attributes, parts);
}

/**
 * A notice of what went wrong, with a way to try again.
 * @param {Error} problem
 * @param {(() => void)|null} retry
 * @returns {HTMLElement}
 */
export function failure(problem, retry) {
  return element('div', { class: 'notice', role: 'alert' }, sentence(problem.message),
    retry && button('Try again', retry));
}

/** Plus and minus, for what is wanted and what is not. */
export const signs = { more: 'M8 3v10M3 8h10', not: 'M3 8h10' };

/** @param {string} path of SVG, on 16 by 16 units @returns {SVGElement} a drawn sign, which only decorates */
export const sign = (path) =>
  shape('svg', { class: 'sign', 'aria-hidden': 'true', viewBox: '0 0 16 16' }, shape('path', { d: path }));

/**
 * A button.
 * @param {string|(Node|string)[]} content
 * @param {() => void} act is called when it is pressed
 * @param {Object<string, any>} [attributes]
 * @returns {HTMLButtonElement}
 */
export const button = (content, act, attributes = {}) =>
  element('button', { type: 'button', ...attributes, on: { click: () => act() } }, content);

let made = 0;

/**
 * An id that no other element has, to tie a label to its field.
 * @returns {string}
 */
export function newId() {
  made += 1;
  return `e${made}`;
}

/**
 * A field with its label above it.
 * @param {string} name
 * @param {HTMLElement} field
 * @returns {HTMLElement}
 */
export function labelled(name, field) {
  field.id ||= newId();
  return element('div', { class: 'field' }, element('label', { for: field.id }, name), field);
}
