import { setGlobalTheme } from '@atlaskit/tokens/set-global-theme';
import { view } from '@forge/bridge';

/** Asks Bitbucket for its theme, and keeps to its colour mode: the host sets it on the page's root element. */
export async function followTheme(): Promise<void> {
  const root = document.documentElement;
  let shown = '';

  async function apply() {
    const mode = root.dataset['colorMode'] === 'dark' ? 'dark' : 'light';
    if (mode === shown) return;
    shown = mode;
    await setGlobalTheme({ colorMode: mode, light: 'light', dark: 'dark' });
  }

  await view.theme.enable();
  await apply();
  // Colours that could not be loaded are tried again at the next change; the page stays readable.
  new MutationObserver(() => {
    apply().catch(() => {
      shown = '';
    });
  }).observe(root, { attributeFilter: ['data-color-mode'] });
}
