import type { Fetching } from "../source.js";
import { type Consuming, Session } from "./session.js";

/** Consumes one queue, over one connection after the other. */
export class RabbitmqPoller implements Fetching {
  readonly #consuming: Consuming;
  #session: Session;
  #stopping = false;

  constructor(consuming: Consuming, session: Session) {
    this.#consuming = consuming;
    this.#session = session;
    void this.#run();
  }

  get inHand(): number {
    return this.#session.inHand;
  }

  get age(): number | undefined {
    return this.#session.age;
  }

  depth(): Promise<number> {
    return this.#session.depth();
  }

  async stop(now: boolean): Promise<void> {
    this.#stopping = true;
    await this.#session.stop(now);
  }

  async #run(): Promise<void> {
    const { connection } = this.#consuming.polling;
    while (!this.#stopping) {
      let cause = await this.#session.ended;
      for (let connected = false; !connected && !this.#stopping; ) {
        await connection.fails(cause);
        try {
          if (!this.#stopping) this.#session = await Session.open(this.#consuming);
          connection.works();
          connected = true;
        } catch (error) {
          cause = error;
        }
      }
    }
    // It may have connected after it was told to stop.
    await this.#session.stop(true);
  }
}
