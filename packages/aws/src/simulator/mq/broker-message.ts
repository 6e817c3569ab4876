import { Buffer } from "node:buffer";
import type { OutgoingMessage } from "onefn/simulator";
import { arn } from "../account.js";

/** A message as a broker keeps it. */
export interface BrokerMessage {
  readonly id: string;
  readonly queue: string;
  readonly sent: OutgoingMessage;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
}

/** The delivery of a message. */
export interface BrokerDelivery {
  readonly message: BrokerMessage;
  /** The number of this delivery, from 1. */
  readonly attempt: number;
}

/** The ARN of the simulated broker. */
export const BROKER = arn("mq", "broker:shop:b-9bcfa592-423a-4942-879d-eb284b418fc8");

/** The body as Lambda writes it. */
export function dataOf({ sent: { body } }: BrokerMessage): string {
  return Buffer.from(typeof body === "string" ? Buffer.from(body) : body).toString("base64");
}
