"""Whether text can be read: contrast after WCAG 2.2, computed from what the browser makes of the styles."""

# For every text that is seen: what it says, its ratio to what lies behind it, and whether it is large.
CONTRASTS = """
(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a)];
  const luminance = (colour) => {
    const [r, g, b] = colour.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) {
      const colour = rgba(getComputedStyle(one).backgroundColor);
      layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255]);
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (!text || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (element.closest('.unseen, .skip, svg, option, :disabled')) continue;
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    const style = getComputedStyle(element);
    const ground = behind(element);
    const [one, other] = [luminance(over(rgba(style.color), ground)), luminance(ground)].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize);
    found.push({ text: text.slice(0, 40), ratio: (one + 0.05) / (other + 0.05),
      isLarge: size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) });
  }
  return found;
})()
"""

# Controls that a screen reader could not name, and images that say neither what they show nor that they are decoration.
NAMELESS = """
[...document.querySelectorAll('a[href], button, input, select, canvas, img, dialog, [role=application], [role=region]')]
  .filter((one) => one.checkVisibility())
  .filter((one) => one.tagName === 'IMG' ? !one.hasAttribute('alt') : !(
    one.getAttribute('aria-label') || one.getAttribute('aria-labelledby') || one.textContent.trim()
    || one.title || [...(one.labels ?? [])].some((label) => label.textContent.trim())))
  .map((one) => one.outerHTML.slice(0, 120))
"""


def too_faint(tab):
    """Texts that do not reach 4.5:1, or 3:1 where they are large."""
    contrasts = tab.evaluate(CONTRASTS)
    assert contrasts, "there is no text to look at"
    return [text for text in contrasts if text["ratio"] < (3 if text["isLarge"] else 4.5)]
