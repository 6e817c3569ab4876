/** The members of a Request that are plain options. */
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

/**
 * The values of the enumerations. Node's own Request cannot check them: once its global is replaced, it can only be
 * reached asynchronously, and `new Request` must throw at once.
 */
const VALUES: Readonly<Record<string, RegExp>> = {
  cache: /^(default|no-store|reload|no-cache|force-cache|only-if-cached)$/,
  credentials: /^(same-origin|omit|include)$/,
  duplex: /^half$/,
  mode: /^(cors|no-cors|same-origin)$/,
  priority: /^(auto|high|low)$/,
  redirect: /^(follow|error|manual)$/,
  referrerPolicy:
    /^(no-referrer(-when-downgrade)?|same-origin|(strict-)?origin(-when-cross-origin)?|unsafe-url)?$/,
};

/** @throws TypeError for anything that the standard does not allow in a new Request. */
export function refuse(wrong: unknown, why: string): void {
  if (wrong) throw new TypeError(`Request: ${why}.`);
}

/** The options of a new Request. @throws TypeError for values outside the standard. */
export function requestOptions(init: object, inherited: RequestOptions): RequestOptions {
  const given = init as RequestOptions;
  const isChanged = Object.keys(given).length > 0;
  // Node's own option: the agent that sends this request.
  const options: Record<string, unknown> = { dispatcher: given.dispatcher ?? inherited.dispatcher };
  for (const name in DEFAULT_OPTIONS) {
    options[name] = (isChanged && name.startsWith("referrer") ? DEFAULT_OPTIONS : inherited)[name];
  }
  for (const name in { ...VALUES, integrity: 0 }) {
    if (given[name] === undefined) continue;
    options[name] = `${given[name]}`;
    refuse(VALUES[name]?.test(options[name] as string) === false, `invalid ${name}`);
  }
  const { keepalive, referrer, window = null } = given;
  if (keepalive !== undefined) options.keepalive = Boolean(keepalive);
  if (referrer !== undefined) options.referrer = referrer === "" ? "" : new URL(`${referrer}`).href;
  refuse(window !== null, "invalid window");
  refuse(
    options.cache === "only-if-cached" && options.mode !== "same-origin",
    "only-if-cached needs mode same-origin",
  );
  return options;
}
