/** Keeping the focus of the keyboard where it was, or near. */

/**
 * Changes what is in a region. An element that had the focus and is still there keeps it; where it is gone, the focus
 * goes to what the region is about, rather than to the start of the page.
 * @param {HTMLElement} region
 * @param {HTMLElement} fallback can take the focus, with tabindex −1 if need be
 * @param {() => void} change
 */
export function keepingFocus(region, fallback, change) {
  const focused = document.activeElement;
  const wasInside = region.contains(focused);
  change();
  if (!wasInside || document.activeElement === focused) return;
  (focused.isConnected && focused.checkVisibility() ? focused : fallback).focus({ preventScroll: true });
}
