/** What a call gives or throws, as a promise. Not async: what is a promise already would be wrapped in another one. */
export function promised<Args extends readonly unknown[], Output>(
  call: (...args: Args) => Output | PromiseLike<Output>,
  ...args: Args
): Promise<Output> {
  try {
    return Promise.resolve(call(...args));
  } catch (error) {
    return Promise.reject(error);
  }
}
