type NativeResponse = typeof globalThis.Response;

let load = async (): Promise<NativeResponse> => globalThis.Response;

/** Node's own Response, for what the light one does not parse itself: multipart forms and MIME types. */
export function nativeResponse(): Promise<NativeResponse> {
  return load();
}

/** Where to find Node's own Response once the global is a light one. */
export function loadNativeResponse(from: () => Promise<NativeResponse>): void {
  load = from;
}
