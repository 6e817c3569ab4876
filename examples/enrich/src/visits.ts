/** The first part of the path, such as `tea`. The start page has none. */
export function sectionOf(url: string): string {
  return new URL(url).pathname.split("/")[1] || "start";
}

/** The network of an address, without what tells persons apart. */
export function networkOf(ip: string): string {
  return ip.includes(":") ? `${ip.split(":").slice(0, 3).join(":")}::` : ip.replace(/\d+$/, "0");
}

export function deviceOf(agent: string): "phone" | "tablet" | "desktop" {
  if (/iPad|Tablet/i.test(agent)) return "tablet";
  return /Mobi/i.test(agent) ? "phone" : "desktop";
}

export function isBot(agent: string): boolean {
  return /bot\b|crawler|spider/i.test(agent);
}
