/**
 * An empty record without inherited names: `__proto__` and `constructor` are keys like others, and no key that was
 * not set is there. Engines keep it as fast as any object, which they do not for `Object.create(null)`.
 */
export function createRecord<Value = string>(): Record<string, Value> {
  return new Bare() as Record<string, Value>;
}

const Bare = /* @__PURE__ */ (() => {
  // biome-ignore lint/complexity/useArrowFunction: an arrow function makes no objects.
  const Empty = function () {} as unknown as new () => object;
  Empty.prototype = Object.create(null);
  return Empty;
})();
