/** Moving a camera by mouse, finger and keyboard. */

/** A press of an arrow key moves by that many pixels. */
const stride = 60;
/** A press of plus or minus, or of a button, goes nearer by that factor. */
export const zoomStep = 1.5;
/** How fast a wheel zooms: e-fold a thousand pixels of scrolling, times that. */
const wheelSpeed = 2;
/** A pointer that moved less between down and up has clicked, in pixels. */
const clickReach = 5;

/**
 * Lets a camera be moved.
 * @param {HTMLElement} surface
 * @param {import('./camera.js').Camera} camera
 * @param {{moved: () => void, clicked: (left: number, top: number) => void,
 *   hovered: (left: number, top: number) => void, pressed: (event: KeyboardEvent) => boolean,
 *   rested: () => void, fit: () => void}} listeners `pressed` says whether it took the key; `rested` is called after
 *   the keyboard moved the camera
 */
export function followGestures(surface, camera, listeners) {
  /** @type {Map<number, {left: number, top: number}>} */
  const pointers = new Map();
  let hasMoved = false;
  let start = null;

  const place = (event) => {
    const bounds = surface.getBoundingClientRect();
    return { left: event.clientX - bounds.left, top: event.clientY - bounds.top };
  };

  surface.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    surface.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, place(event));
    if (pointers.size === 1) [hasMoved, start] = [false, place(event)];
    else hasMoved = true;
  });

  surface.addEventListener('pointermove', (event) => {
    const at = place(event);
    const before = pointers.get(event.pointerId);
    if (!before) return listeners.hovered(at.left, at.top);
    const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, other]) => other);
    if (Math.hypot(at.left - start.left, at.top - start.top) > clickReach) hasMoved = true;
    if (others.length) {
      // Two fingers: what is between them stays between them.
      const [other] = others;
      const apart = (one) => Math.max(1, Math.hypot(one.left - other.left, one.top - other.top));
      camera.pan((at.left - before.left) / 2, (at.top - before.top) / 2);
      camera.zoom(apart(at) / apart(before), (at.left + other.left) / 2, (at.top + other.top) / 2);
    } else if (hasMoved) {
      camera.pan(at.left - before.left, at.top - before.top);
    }
    if (!hasMoved && !others.length) return;
    pointers.set(event.pointerId, at);
    listeners.moved();
  });

  const release = (event) => {
    if (!pointers.delete(event.pointerId)) return;
    const at = place(event);
    if (event.type === 'pointerup' && !hasMoved && pointers.size === 0) listeners.clicked(at.left, at.top);
  };
  surface.addEventListener('pointerup', release);
  surface.addEventListener('pointercancel', release);

  surface.addEventListener('wheel', (event) => {
    event.preventDefault();
    const { left, top } = place(event);
    const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : 1);
    camera.zoom(Math.exp((-pixels * wheelSpeed) / 1000), left, top);
    listeners.moved();
  }, { passive: false });

  const moves = {
    ArrowLeft: () => camera.pan(stride, 0), ArrowRight: () => camera.pan(-stride, 0),
    ArrowUp: () => camera.pan(0, stride), ArrowDown: () => camera.pan(0, -stride),
    '+': () => camera.zoom(zoomStep), '=': () => camera.zoom(zoomStep), '-': () => camera.zoom(1 / zoomStep),
    0: listeners.fit, Home: listeners.fit,
  };
  surface.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (listeners.pressed(event)) return event.preventDefault();
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
    listeners.moved();
    listeners.rested();
  });
}
