import { eventGrid, register, storageQueue } from "@onefn/azure/register";
import { fanOut, webhooks } from "./functions.js";
import { sendTo } from "./queue.js";
import { queueOfStorage } from "./storage-queue.js";

sendTo(queueOfStorage(process.env.AzureWebJobsStorage ?? "UseDevelopmentStorage=true"));

register("fanOut", fanOut, eventGrid());
register("webhooks", webhooks, storageQueue({ connection: "AzureWebJobsStorage" }));
