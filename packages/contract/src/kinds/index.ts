import type { Wire } from "onefn/simulator";
import { changeContract } from "./change.js";
import type { KindContract } from "./contract.js";
import { eventContract } from "./event.js";
import { httpContract } from "./http.js";
import { identityContract } from "./identity.js";
import { messageContract } from "./message.js";
import { scheduleContract } from "./schedule.js";
import { storageContract } from "./storage.js";
import { taskContract } from "./task.js";
import { transformContract } from "./transform.js";

/** Every kind with a contract, one line each. */
export const kindContracts: Readonly<Record<Wire["kind"], KindContract>> = {
  http: httpContract,
  message: messageContract,
  schedule: scheduleContract,
  change: changeContract,
  storage: storageContract,
  event: eventContract,
  task: taskContract,
  transform: transformContract,
  identity: identityContract,
};
