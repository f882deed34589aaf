/** Light, dark, or as the system has it. */

const storedAs = 'lithoscope-theme';

/** Sets the theme that was chosen last, and lets it be changed. */
export function startTheme() {
  const choice = document.getElementById('theme');
  choice.value = read();
  choice.addEventListener('change', () => {
    apply(choice.value);
    try {
      localStorage.setItem(storedAs, choice.value);
    } catch {
      // Where nothing can be kept the choice lasts as long as the page.
    }
  });
  apply(choice.value);
}

/**
 * Listens to changes of the theme, for what is drawn rather than styled.
 * @param {() => void} listener
 */
export function onTheme(listener) {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', listener);
  new MutationObserver(listener).observe(document.documentElement, { attributeFilter: ['data-theme'] });
}

/** @returns {boolean} whether dark is shown */
export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function apply(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

function read() {
  try {
    const stored = localStorage.getItem(storedAs);
    return ['light', 'dark'].includes(stored) ? stored : '';
  } catch {
    return '';
  }
}
