/**
 * Whether a value carries a brand of ours. A revoked proxy throws at every look, and anything can be thrown or
 * returned by a handler; whatever that is, it is none of ours.
 */
export function hasBrand(value: unknown, brand: symbol): boolean {
  if (typeof value !== "object" || value === null) return false;
  try {
    return brand in value;
  } catch {
    return false;
  }
}
