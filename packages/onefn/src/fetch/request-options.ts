/** What a Request says about itself to whoever fetches it. */
export type RequestOptions = Readonly<Record<string, unknown>>;

/** The values of each enumeration. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  cache: ["default", "no-store", "reload", "no-cache", "force-cache", "only-if-cached"],
  credentials: ["same-origin", "omit", "include"],
  duplex: ["half"],
  priority: ["auto", "high", "low"],
  mode: ["cors", "no-cors", "same-origin"],
  redirect: ["follow", "error", "manual"],
  referrerPolicy: [
    "",
    "no-referrer",
    "no-referrer-when-downgrade",
    "same-origin",
    "origin",
    "strict-origin",
    "origin-when-cross-origin",
    "strict-origin-when-cross-origin",
    "unsafe-url",
  ],
};

/** The members of Request that are options, with their defaults. */
export const DEFAULT_OPTIONS: RequestOptions = {
  cache: "default",
  credentials: "same-origin",
  destination: "",
  duplex: "half",
  integrity: "",
  isHistoryNavigation: false,
  isReloadNavigation: false,
  keepalive: false,
  mode: "cors",
  redirect: "follow",
  referrer: "about:client",
  referrerPolicy: "",
};

/** The options of a new Request. @throws TypeError for a value that the standard does not know. */
export function requestOptions(init: object, inherited: RequestOptions): RequestOptions {
  const given = init as Record<string, unknown>;
  const options: Record<string, unknown> = {};
  for (const name in DEFAULT_OPTIONS) {
    options[name] = (
      name.startsWith("referrer") && Object.keys(init).length > 0 ? DEFAULT_OPTIONS : inherited
    )[name];
  }
  for (const name in VALUES) {
    if (given[name] === undefined) continue;
    const value = `${given[name]}`;
    if (!VALUES[name]?.includes(value))
      throw new TypeError(`Request: the option ${name} has an unknown value.`);
    options[name] = value;
  }
  const { dispatcher = inherited.dispatcher, integrity, keepalive, referrer, window = null } = given;
  if (window !== null) throw new TypeError("Request: the option window is not null.");
  // Node's own option: the agent that sends this one request.
  options.dispatcher = dispatcher;
  if (integrity !== undefined) options.integrity = `${integrity}`;
  if (keepalive !== undefined) options.keepalive = Boolean(keepalive);
  if (referrer !== undefined) options.referrer = referrer === "" ? "" : new URL(`${referrer}`).href;
  if (options.cache === "only-if-cached" && options.mode !== "same-origin") {
    throw new TypeError("Request: the cache mode only-if-cached needs the mode same-origin.");
  }
  return options;
}
