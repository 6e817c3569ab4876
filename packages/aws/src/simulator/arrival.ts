import { randomBytes, randomUUID } from "node:crypto";
import type { Arrival } from "./gateway.js";

/** A new request's id and trace. */
export function arrive(now: number): Arrival {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, "0");
  return { requestId: randomUUID(), traceRoot: `1-${seconds}-${randomBytes(12).toString("hex")}`, now };
}

/** The tracing header that Lambda receives: the request's own root, if it has one, and a span of the gateway. */
export function traceHeader(root: string): string {
  return `Root=${root};Parent=${randomBytes(8).toString("hex")};Sampled=0`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The time as API Gateway writes it: `12/Mar/2020:19:03:58 +0000`. */
export function clfTime(now: number): string {
  const iso = new Date(now).toISOString();
  return `${iso.slice(8, 10)}/${MONTHS[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}
