import { setGlobalTheme } from '@atlaskit/tokens/set-global-theme';
import { view } from '@forge/bridge';

/**
 * Enables Bitbucket's theme and follows its colour mode, which the host sets on the page's root element. Rejects where
 * the host has no theme.
 */
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
