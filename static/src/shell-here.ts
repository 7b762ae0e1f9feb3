import type { Shell } from '../../src/core/words/shell';

interface WithHints {
  /** User-Agent Client Hints, which not every browser has. */
  userAgentData?: { platform?: string };
}

/** Where a command that the page offers would be typed: on Windows in PowerShell. */
export function shellHere(): Shell {
  const { userAgentData, userAgent } = navigator as Navigator & WithHints;
  const { platform = '' } = userAgentData ?? {};
  return /\bWindows\b/.test(platform === '' ? userAgent : platform) ? 'powershell' : 'posix';
}
