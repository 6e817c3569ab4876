/** Asks first, so it runs everywhere. */
export const encode = (text: string) =>
  typeof Buffer === "undefined" ? btoa(text) : Buffer.from(text).toString("base64");
console.debug(encode("loaded"));
