/** FNV-1a of a text, forwards and backwards. node:crypto would take longer than everything else that an event needs. */
export function digestOf(text: string): string {
  let forwards = 0x811c9dc5;
  let backwards = forwards;
  for (let index = 0; index < text.length; index++) {
    forwards = Math.imul(forwards ^ text.charCodeAt(index), 0x01000193);
    backwards = Math.imul(backwards ^ text.charCodeAt(text.length - 1 - index), 0x01000193);
  }
  return (forwards >>> 0).toString(36) + (backwards >>> 0).toString(36);
}
