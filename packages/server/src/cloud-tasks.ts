/**
 * Tasks of Cloud Tasks, for adapters of what is built upon a server.
 * @packageDocumentation
 */
export {
  type CloudTasksOptions,
  cloudTasks,
  TaskSource,
  THROTTLE_QUEUE,
} from "./codecs/cloud-tasks.js";
