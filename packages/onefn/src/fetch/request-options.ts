/** What a Request says about itself to whoever fetches it: its members that are plain options. */
export type RequestOptions = Readonly<Record<string, unknown>>;

/** In the order in which Node prints them. */
export const DEFAULT_OPTIONS: RequestOptions = {
  duplex: "half",
  destination: "",
  referrer: "about:client",
  referrerPolicy: "",
  mode: "cors",
  credentials: "same-origin",
  cache: "default",
  redirect: "follow",
  integrity: "",
  keepalive: false,
  isReloadNavigation: false,
  isHistoryNavigation: false,
};

/** The values of the enumerations. */
const VALUES: Readonly<Record<string, RegExp>> = {
  cache: /^(default|no-store|reload|no-cache|force-cache|only-if-cached)$/,
  credentials: /^(same-origin|omit|include)$/,
  duplex: /^half$/,
  mode: /^(cors|no-cors|same-origin)$/,
  priority: /^(auto|high|low)$/,
  redirect: /^(follow|error|manual)$/,
  referrerPolicy:
    /^(|no-referrer(-when-downgrade)?|same-origin|(strict-)?origin(-when-cross-origin)?|unsafe-url)$/,
};

/** The options of a new Request. @throws TypeError for what the standard does not know. */
export function requestOptions(init: object, inherited: RequestOptions): RequestOptions {
  const given = init as RequestOptions;
  const isChanged = Object.keys(given).length > 0;
  // Node's own option: the agent that sends this one request.
  const options: Record<string, unknown> = { dispatcher: given.dispatcher ?? inherited.dispatcher };
  for (const name in DEFAULT_OPTIONS) {
    options[name] = (isChanged && name.startsWith("referrer") ? DEFAULT_OPTIONS : inherited)[name];
  }
  for (const name in VALUES) {
    if (given[name] === undefined) continue;
    options[name] = `${given[name]}`;
    if (!VALUES[name]?.test(options[name] as string))
      throw new TypeError(`Request: unknown value of ${name}.`);
  }
  const { integrity, keepalive, referrer, window = null } = given;
  if (integrity !== undefined) options.integrity = `${integrity}`;
  if (keepalive !== undefined) options.keepalive = Boolean(keepalive);
  if (referrer !== undefined) options.referrer = referrer === "" ? "" : new URL(`${referrer}`).href;
  if (window !== null) throw new TypeError("Request: the option window is not null.");
  if (options.cache === "only-if-cached" && options.mode !== "same-origin") {
    throw new TypeError("Request: the cache mode only-if-cached needs the mode same-origin.");
  }
  return options;
}
