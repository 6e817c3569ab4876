/** Milliseconds that a function waits for a signal that may never fire, unless its client says otherwise. */
export const PATIENCE = 250;

/** How long the client of a request wants its function to wait for the signal. */
export function patienceOf({ url }: Request): number {
  return Number(new URL(url).searchParams.get("patience") ?? PATIENCE);
}
