/** What a Request tells whoever fetches it. */
export interface RequestOptions {
  readonly cache: string;
  readonly credentials: string;
  readonly duplex: string;
  readonly integrity: string;
  readonly keepalive: boolean;
  readonly mode: string;
  readonly redirect: string;
  readonly referrer: string;
  readonly referrerPolicy: string;
  /** Node's own option: the agent that sends this request. */
  readonly dispatcher: unknown;
}

export const DEFAULT_OPTIONS: RequestOptions = {
  cache: "default",
  credentials: "same-origin",
  duplex: "half",
  integrity: "",
  keepalive: false,
  mode: "cors",
  redirect: "follow",
  referrer: "about:client",
  referrerPolicy: "",
  dispatcher: undefined,
};

const VALUES: Readonly<Record<string, readonly string[]>> = {
  cache: ["default", "no-store", "reload", "no-cache", "force-cache", "only-if-cached"],
  credentials: ["omit", "same-origin", "include"],
  duplex: ["half"],
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

/** The options of a new Request. @throws TypeError for a value that the standard does not know. */
export function requestOptions(init: object, inherited: object): RequestOptions {
  const given = init as Record<string, unknown>;
  const options: Record<string, unknown> = { ...DEFAULT_OPTIONS };
  for (const name of Object.keys(options)) options[name] = (inherited as Record<string, unknown>)[name];
  if (Object.keys(init).length > 0) {
    options.referrer = DEFAULT_OPTIONS.referrer;
    options.referrerPolicy = DEFAULT_OPTIONS.referrerPolicy;
  }
  for (const [name, values] of Object.entries(VALUES)) {
    if (given[name] === undefined) continue;
    const value = `${given[name]}`;
    if (!values.includes(value))
      throw new TypeError(`The Request's option ${name} has a value that is not known.`);
    options[name] = value;
  }
  const { dispatcher, integrity, keepalive, referrer, window } = given;
  if (window !== undefined && window !== null)
    throw new TypeError("The Request's option window is not null.");
  if (dispatcher !== undefined) options.dispatcher = dispatcher;
  if (integrity !== undefined) options.integrity = `${integrity}`;
  if (keepalive !== undefined) options.keepalive = Boolean(keepalive);
  if (referrer !== undefined) options.referrer = toReferrer(`${referrer}`);
  if (options.cache === "only-if-cached" && options.mode !== "same-origin") {
    throw new TypeError("A Request with the cache mode only-if-cached needs the mode same-origin.");
  }
  return options as unknown as RequestOptions;
}

/** Empty: no referrer. Node has no origin, so that every absolute URL is as good as any other. */
function toReferrer(referrer: string): string {
  return referrer === "" ? "" : new URL(referrer).href;
}
