import { adapt } from "@onefn/gcp/storage/cloud-storage";
import { keepFilesIn } from "./files.js";
import { thumbnails } from "./functions.js";
import { s3 } from "./s3.js";

// Cloud Storage speaks the protocol of S3, with an HMAC key of the service account.
keepFilesIn(s3({ endpoint: "https://storage.googleapis.com", region: "auto" }));

// Events of Eventarc. Cloud Run lets only its service account through: see the README.
export const handler = adapt({ thumbnails }, { events: { verify: "platform" } });
