import { adapt } from "@onefn/cloudflare";
import { storage } from "onefn";

const uploads = storage({ bucket: "uploads", on: "created" }, ({ key, size }, { log }) => {
  log.info("object arrived", { key, size });
});

const gone = storage({ bucket: "uploads", on: "deleted" }, ({ key }, { log }) =>
  log.info("object left", { key }),
);

export default adapt({ uploads, gone });
