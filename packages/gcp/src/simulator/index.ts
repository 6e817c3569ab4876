/**
 * Simulates Google Cloud from outside: its front end and Identity-Aware Proxy in front of the real
 * functions-framework.
 * @packageDocumentation
 */
import { createGoogleWires, send } from "@onefn/server/simulator";
import type { Auth } from "onefn/provider";
import {
  createHttpDeployment,
  createTaskRequests,
  type HttpDeployment,
  type HttpOptions,
  type HttpWire,
  type Load,
  type Simulator,
} from "onefn/simulator";
import { type Adapt, createAdapt as adaptOver } from "../adapt.js";
import { capabilities } from "../capabilities.js";
import { everything, type GcpFunction } from "../everything.js";
import type { Environment } from "../native.js";
import type { GcpOptions } from "../options.js";
import { createBigQueryWire } from "./bigquery/wire.js";
import { createSchedulerWire } from "./cloud-scheduler/wire.js";
import { createAnyEventWire, createFirestoreWire, createStorageWire } from "./eventarc/wires.js";
import { throughFrontEnd } from "./front-end.js";
import type { FrameworkHost } from "./host.js";
import { createBlockingWire } from "./identity/wire.js";
import { inProcess } from "./in-process.js";
import { createPubsubEventarcWire } from "./pubsub-eventarc.js";

export type {
  CloudTaskOptions,
  DispatchedTask,
  PubsubPushOptions,
  UnwrappedPush,
} from "@onefn/server/simulator";
export { cloudTask, pubsubPush, pubsubPushUnwrapped } from "@onefn/server/simulator";
export type { MessageWords, TaskRequestOptions } from "onefn/simulator";
export { taskRequest } from "onefn/simulator";
export type { Adapt, GcpHandler } from "../adapt.js";
export type { BigQueryOptions } from "./bigquery/call.js";
export { bigQuery } from "./bigquery/call.js";
export type { DispatchedJob, JobWords } from "./cloud-scheduler/job.js";
export { cloudScheduler } from "./cloud-scheduler/job.js";
export type { GcsEventOptions, ObjectWords } from "./cloud-storage/event.js";
export { gcs } from "./cloud-storage/event.js";
export type { EventWords } from "./eventarc/any-event.js";
export { eventarc } from "./eventarc/any-event.js";
export type { GoogleCloudEvent } from "./eventarc/cloud-event.js";
export type { DocumentWords, FirestoreEventOptions, FirestoreFormat } from "./firestore/event.js";
export { firestore } from "./firestore/event.js";
export type { FrameworkHost, FrameworkOptions } from "./host.js";
export type { BlockingOptions } from "./identity/request.js";
export { blocking } from "./identity/request.js";
export { inProcess } from "./in-process.js";
export type { PubsubCloudEvent, PubsubEventOptions } from "./pubsub-eventarc.js";
export { pubsub } from "./pubsub-eventarc.js";

/** `adapt` of `@onefn/gcp` in a simulated environment. */
export const createAdapt = (environment: () => Environment): Adapt<GcpFunction> =>
  adaptOver(environment, everything);

/** An address from the range reserved for documentation. */
const DEFAULT_IP = "203.0.113.7";

/** Anyone may call the function, and Identity-Aware Proxy says who has signed in. */
const BEHIND_IAP: GcpOptions = { verifiedBy: "iap" };

const identities: readonly Auth[] = [
  {
    type: "iap",
    subject: "accounts.google.com:118133858486581853996",
    claims: { iss: "https://cloud.google.com/iap", email: "ada@example.com", hd: "example.com" },
  },
];

/**
 * Google's front end in front of whatever runs the function.
 *
 * @example
 * const simulator = createSimulator(inProcess(createAdapt));
 */
export function createSimulator(host: FrameworkHost): Simulator {
  const http: HttpWire = {
    kind: "http",
    shape: "call",
    trigger: "http",
    capabilities: capabilities.http ?? {},
    result: {
      reason: "The adapter writes its answer to a connection, and Node refuses what HTTP does not allow.",
    },
    identities,
    carriesEvents: true,
    deploy: (load, options = {}) => deploy(host, load, options),
  };
  const { pubsubPush, pubsubPushUnwrapped, cloudTasks } = createGoogleWires({
    from: "onefn/gcp",
    capabilities,
    start: (load, options) => host.start(load, options),
  });
  return {
    provider: "gcp",
    wires: [
      http,
      pubsubPush,
      pubsubPushUnwrapped,
      createPubsubEventarcWire(host),
      cloudTasks,
      createStorageWire(host),
      createFirestoreWire("firestore", host),
      createFirestoreWire("firestore-json", host),
      createAnyEventWire(host),
      createSchedulerWire(host),
      createTaskRequests(http, capabilities.task ?? {}),
      createBigQueryWire(http, capabilities.bigquery ?? {}),
      createBlockingWire(http, capabilities.blocking ?? {}),
    ],
  };
}

/** Google Cloud with functions-framework in this process. */
export const simulator: Simulator = createSimulator(inProcess(createAdapt));

async function deploy(host: FrameworkHost, load: Load, options: HttpOptions): Promise<HttpDeployment> {
  const running = await host.start(load, { ...options, adapt: { ...BEHIND_IAP, ...options.adapt } });
  return createHttpDeployment({
    trigger: "http",
    running,
    tap: options.tap,
    answer(request, caller, tell) {
      const { ip = DEFAULT_IP, auth } = caller;
      // The token's subject is one of its claims.
      const verified = auth && { ...auth, claims: { sub: auth.subject, ...auth.claims } };
      return send({
        request,
        caller,
        to: running.url,
        through: (lines) => throughFrontEnd(lines, { ip, auth: verified }),
        connected: () => {},
        answered: (nativeEvent, nativeResult, output) => tell({ nativeEvent, nativeResult, output }),
      });
    },
  });
}
