type NativeResponse = typeof globalThis.Response;

const nativeFetch = globalThis.fetch;
let known: NativeResponse | undefined;

/** Remembers Node's own Response, before its global is replaced, where it was loaded. */
export function rememberNativeResponse(native: NativeResponse | undefined): void {
  known = native;
}

/** Node's own Response. Once its global is replaced, the answers of `fetch` alone still lead to it. */
export async function nativeResponse(): Promise<NativeResponse> {
  known ??= (await nativeFetch("data:,")).constructor as NativeResponse;
  return known;
}
