/** A provider that was not checked, and why. */
export interface Unchecked {
  /** Such as `azure`. */
  readonly provider: string;
  /** A sentence: it is not installed, or something that it needs to start is missing. */
  readonly reason: string;
}

/** Why a provider cannot be checked here, if that says nothing about the function; undefined for any other error. */
export function reasonNotToAsk(error: unknown): string | undefined {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  // The second is Jest's, which cannot load ES modules before Node 24.9.
  const missing = code === "ONEFN_NOT_INSTALLED" || code === "ERR_REQUIRE_ESM";
  return missing ? String(message).split("\n")[0] : undefined;
}

/** The report's lines for them. */
export function uncheckedText(unchecked: readonly Unchecked[]): string {
  return unchecked.map(({ provider, reason }) => `not checked: ${provider}: ${reason}`).join("\n");
}
