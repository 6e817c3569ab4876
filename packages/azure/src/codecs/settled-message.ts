/** A message as `@azure/functions-extensions-servicebus` hands it over, as far as onefn reads it. */
export interface SettledMessage {
  readonly body: unknown;
  readonly messageId?: unknown;
  readonly contentType?: string | undefined;
  readonly correlationId?: unknown;
  readonly subject?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly applicationProperties?: Readonly<Record<string, unknown>> | undefined;
  readonly deliveryCount?: number | undefined;
  readonly enqueuedTimeUtc?: Date | undefined;
  /** An object with the digits as its text. */
  readonly sequenceNumber?: unknown;
  readonly lockToken?: string | undefined;
  readonly _rawAmqpMessage?: AmqpMessage | undefined;
}

/** The message as it came over the wire. */
interface AmqpMessage {
  readonly body?: unknown;
  readonly messageAnnotations?: Readonly<Record<string, unknown>> | undefined;
}

/** How a message is settled: over a connection of the library's own to the host. */
interface Actions {
  complete(message: SettledMessage): Promise<void>;
  abandon(message: SettledMessage): Promise<void>;
  deadletter(message: SettledMessage): Promise<void>;
}

/** What the library calls a function with. */
export interface SettledInput {
  /** A list with cardinality `many`. */
  readonly messages: SettledMessage | readonly SettledMessage[];
  readonly actions: Actions;
}
