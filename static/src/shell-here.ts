import type { Shell } from '../../src/core/words/shell';

interface WithHints {
  /** User-Agent Client Hints, which not every browser has. */
  userAgentData?: { platform?: string };
}

/** The shell that a suggested command would be typed into: PowerShell on Windows. */
export function shellHere(): Shell {
  const { userAgentData, userAgent } = navigator as Navigator & WithHints;
  const { platform = '' } = userAgentData ?? {};
  return /\bWindows\b/.test(platform === '' ? userAgent : platform) ? 'powershell' : 'posix';
}
