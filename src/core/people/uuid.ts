/** Whether a text is a uuid, with braces or without, whatever the case. */
export function isUuid(text: string): boolean {
  return /^\{?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\}?$/i.test(text);
}

/** A uuid as Bitbucket writes it, in braces and lower case: written in two ways, somebody would count as two people. */
export function braced(uuid: string): string {
  return `{${uuid.toLowerCase().replaceAll(/[{}]/g, '')}}`;
}
