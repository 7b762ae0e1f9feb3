/** A uuid as it stands in keys of Forge's storage: without braces, in lower case. */
export function bareId(uuid: string): string {
  return uuid.replaceAll(/[{}]/g, '').toLowerCase();
}
