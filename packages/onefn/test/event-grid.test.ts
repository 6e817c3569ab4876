import { gridReadings } from "onefn/provider";
import { expect, it } from "vitest";

const [blobs] = gridReadings;

it("tells a container from the blobs in it, also where it is called blobs", () => {
  const record = {
    id: "1",
    eventType: "Microsoft.Storage.BlobCreated",
    topic: "/storageAccounts/shop",
    subject: "/blobServices/default/containers/blobs/blobs/a/blobs/b.txt",
    data: {},
  };
  const [source] = [blobs?.decode(record, 0, {} as never)].flat();
  expect(source).toMatchObject({ bucket: "blobs", key: "a/blobs/b.txt" });
});
