/** WebIDL: an absent dictionary is an empty one, a primitive is none. @throws TypeError */
export function dictionary<T extends object>(init: T | null | undefined): Partial<T> {
  if (init === undefined || init === null) return NONE;
  if (typeof init !== "object" && typeof init !== "function")
    throw new TypeError("The options are no object.");
  return init;
}

const NONE = /* @__PURE__ */ Object.freeze({});
