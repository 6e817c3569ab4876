/**
 * The functions that the contract's cases call. Deploy them unchanged to run the contract in a provider's own
 * runtime: `export const handler = adapt(contractFunctions.http)`. They import only `onefn` and a schema library, and
 * report what they saw in responses and log lines, never in memory.
 * @packageDocumentation
 */
import { changeDefiner } from "./change/definer.js";
import { changeFunctions } from "./change/index.js";
import { eventDefiner } from "./event/definer.js";
import { eventBesideMessages, eventFunctions } from "./event/index.js";
import { anything, httpFunctions } from "./http/index.js";
import * as httpModule from "./http/module.js";
import { identityFunctions, messageHook } from "./identity/index.js";
import { messageDefiner } from "./message/definer.js";
import { messageFunctions } from "./message/index.js";
import * as messageModule from "./message/module.js";
import { plainFunctions } from "./plain.js";
import { claimFunctions } from "./records/claims.js";
import { scheduleDefiner } from "./schedule/definer.js";
import { scheduleFunctions, weekFunctions, zonedFunctions } from "./schedule/index.js";
import { storageDefiner } from "./storage/definer.js";
import { storageBesideMessages, storageFunctions } from "./storage/index.js";
import { checkedTask, oneTask, severalTasks } from "./task/index.js";
import { catchAllTransforms, claimedTransform, transformFunctions } from "./transform/index.js";

export { contractVerifiers } from "./verifiers.js";

const messageClaims = claimFunctions(messageDefiner);
const scheduleClaims = claimFunctions(scheduleDefiner);
const changeClaims = claimFunctions(changeDefiner);
const storageClaims = claimFunctions(storageDefiner);
const eventClaims = claimFunctions(eventDefiner);

/**
 * What the contract deploys. Everything is deployed on wires of every kind, because a wire must refuse
 * whatever it cannot carry.
 */
export const contractFunctions = {
  /** A record of HTTP functions, each under its own path. */
  http: httpFunctions,
  /** One HTTP function without a path. */
  anything,
  /** A record of message functions, each with its own queue. */
  message: messageFunctions,
  /** A module that exports an HTTP function and other values. */
  httpModule,
  /** A module that exports a message function and other values. */
  messageModule,
  /** One message function that claims its queue. */
  messageClaimed: messageClaims.claimed,
  /** The same, with a function that has no `from` and takes every other queue. */
  messageCatchAll: messageClaims.catchAll,
  /** A record of change functions, each with its own table. */
  change: changeFunctions,
  /** One change function that claims its table. */
  changeClaimed: changeClaims.claimed,
  /** The same, with a function that has no `table` and takes every other table. */
  changeCatchAll: changeClaims.catchAll,
  /** A record of schedule functions, each with its own expression. */
  schedule: scheduleFunctions,
  /** One schedule function that claims its expression. */
  scheduleClaimed: scheduleClaims.claimed,
  /** The same, with a function that has no expression and takes every other tick. */
  scheduleCatchAll: scheduleClaims.catchAll,
  /** Schedule functions that are due several times a week. */
  scheduleWeek: weekFunctions,
  /** A schedule function in a time zone. */
  scheduleZoned: zonedFunctions,
  /** A record of storage functions, each with its own bucket, except those with filters. */
  storage: storageFunctions,
  /** One storage function that claims its bucket. */
  storageClaimed: storageClaims.claimed,
  /** The same, with a function that has no `bucket` and takes every other bucket. */
  storageCatchAll: storageClaims.catchAll,
  /** A storage function that claims its bucket, and a message function that takes every queue. */
  storageBesideMessages,
  /** A record of event functions, each with its own types or sources. */
  event: eventFunctions,
  /** One event function that claims its type. */
  eventClaimed: eventClaims.claimed,
  /** The same, with a function that takes every other event. */
  eventCatchAll: eventClaims.catchAll,
  /** An event function that wants one type, and a message function that takes every queue. */
  eventBesideMessages,
  /** One task, which returns its input or follows an instruction. */
  task: oneTask,
  /** One task with schemas. */
  taskChecked: checkedTask,
  /** Several tasks. */
  taskSeveral: severalTasks,
  /** A record of transforms, each with its own stream. */
  transform: transformFunctions,
  /** One transform that claims its stream. */
  transformClaimed: claimedTransform,
  /** The same, with a transform that has no `from` and takes every other stream. */
  transformCatchAll: catchAllTransforms,
  /** A record of identity functions, one for each moment. */
  identity: identityFunctions,
  /** One identity function, for messages. */
  identityMessage: messageHook,
  /** A record of functions that onefn did not define, which every adapter refuses. */
  plain: plainFunctions,
} as const;
