import { eventGrid, register } from "@onefn/azure/register";
import { blobs } from "./blobs.js";
import { keepFilesIn } from "./files.js";
import { thumbnails } from "./functions.js";

keepFilesIn(blobs(process.env.AzureWebJobsStorage ?? "UseDevelopmentStorage=true"));

// Unlike the trigger for blobs, Event Grid tells of deletions too, and the host does not read each blob itself.
register("thumbnails", thumbnails, eventGrid());
