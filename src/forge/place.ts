/** A uuid as keys of Forge's storage may hold it: without braces, in lower case. */
export function bareId(uuid: string): string {
  return uuid.replaceAll(/[{}]/g, '').toLowerCase();
}
