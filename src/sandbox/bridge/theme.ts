/// <reference lib="dom" />

const dark = matchMedia('(prefers-color-scheme: dark)');
let following = false;

/** The theme of the product around the panel, as the context tells it. */
export function theme() {
  return { colorMode: dark.matches ? 'dark' : 'light', light: 'light', dark: 'dark', spacing: 'spacing' };
}

/** Marks the page with the theme, as Atlassian's tokens read it, and keeps following the system's preference. */
export function enableTheming(): void {
  mark();
  if (!following) dark.addEventListener('change', mark);
  following = true;
}

function mark(): void {
  const { colorMode, ...themes } = theme();
  document.documentElement.dataset['colorMode'] = colorMode;
  document.documentElement.dataset['theme'] = Object.entries(themes)
    .map(([part, name]) => `${part}:${name}`)
    .join(' ');
}
