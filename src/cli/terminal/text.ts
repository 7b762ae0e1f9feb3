/** Decodes UTF-8, or UTF-16 as Windows PowerShell writes redirected output; drops the byte order mark. */
export function textIn(bytes: Buffer): string {
  const text = bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8');
  return text.replace(/^\uFEFF/, '');
}
