import { message, type StorageNotification, storage } from "onefn";
import { missingInContext, missingInEvent, type OwnMembers } from "../copies.js";
import { recordFunctions } from "../records/index.js";
import { report } from "../report.js";
import { storageDefiner } from "./definer.js";
import { seenNotification } from "./seen.js";

const OWN: OwnMembers<StorageNotification> = {
  operation: true,
  bucket: true,
  key: true,
  size: true,
  etag: true,
  contentType: true,
  version: true,
};

const FILTERED = "contract-filtered";

/**
 * One deployable with every storage function that the cases send to. Each has its own bucket, except those with
 * filters.
 */
export const storageFunctions = {
  seen: storage({ bucket: "contract-seen" }, (each, context) =>
    report(context, seenNotification(each, context)),
  ),
  copied: storage({ bucket: "contract-copied" }, (each, context) => {
    report(context, { id: each.id, missing: [missingInEvent(each, OWN), missingInContext(context)] });
  }),
  photos: storage(
    { bucket: FILTERED, on: "created", prefix: "my photos/", suffix: ".jpg" },
    ({ id, key }, context) => report(context, { id, photo: key }),
  ),
  gone: storage({ bucket: FILTERED, on: ["deleted", "archived"] }, ({ id, key }, context) =>
    report(context, { id, gone: key }),
  ),
  ...recordFunctions(storageDefiner),
};

/** A storage function that claims its bucket, and a message function that takes every queue. */
export const storageBesideMessages = {
  claimed: storage({ bucket: "contract-claimed" }, ({ id }, context) => report(context, { notified: id })),
  rest: message({ as: "text" }, ({ data }, context) => report(context, { message: data })),
};
