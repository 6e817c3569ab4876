/** Netlify's own global, which all of its runtimes have. */
interface NetlifyGlobal {
  readonly Netlify?: { readonly env?: { toObject(): Readonly<Record<string, string>> } };
}

/** Edge functions have their variables there alone; on Node.js, `Netlify.env` is `process.env`. */
export function env(): Readonly<Record<string, string | undefined>> {
  const own = "Deno" in globalThis ? (globalThis as NetlifyGlobal).Netlify?.env : undefined;
  return own?.toObject() ?? process.env;
}
