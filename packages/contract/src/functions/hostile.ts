/** A thenable of another library that is rejected. */
export function rejecting(message: string): object {
  return {
    // biome-ignore lint/suspicious/noThenProperty: a thenable is what is played here.
    then(_: unknown, reject: (error: unknown) => void) {
      reject(new Error(message));
    },
  };
}

/** An error whose members throw, as those of some libraries do. */
export class Hostile extends Error {
  readonly #secret: string;

  constructor(secret: string) {
    super();
    this.#secret = secret;
  }

  override get message(): string {
    throw new TypeError(this.#secret);
  }

  override get stack(): string {
    throw new TypeError(this.#secret);
  }
}

/** A value at which every look throws. */
export function unreadable(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** An error that took over the members of an answer that it is about: its message cannot become text. */
export function messageWithoutText(): Error {
  return Object.assign(new Error(), JSON.parse('{"message":{"toString":1,"valueOf":1}}'));
}
