/** A rejected thenable of another library. */
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

/** A value that throws on every access. */
export function unreadable(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** An error whose message cannot be converted to text, because it copied the members of a response. */
export function messageWithoutText(): Error {
  return Object.assign(new Error(), JSON.parse('{"message":{"toString":1,"valueOf":1}}'));
}
