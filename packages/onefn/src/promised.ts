/** What a call gives or throws, as a promise. Not async: what is a promise already would be wrapped in another one. */
export function promised<A, B, Output>(
  call: (a: A, b: B) => Output | PromiseLike<Output>,
  a: A,
  b: B,
): Promise<Output> {
  try {
    return Promise.resolve(call(a, b));
  } catch (error) {
    return Promise.reject(error);
  }
}
