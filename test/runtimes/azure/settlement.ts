import { Buffer } from "node:buffer";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type ServiceClientConstructor,
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { LockedMessage, SettledHow, Settling } from "@onefn/azure/simulator";
import rhea from "rhea";

interface SettlementCall {
  readonly request: { readonly locktoken: string };
}
type Done = (error: Error | null, answer?: object) => void;

/**
 * The host's end of the connection over which functions settle messages of Service Bus, by the definition that is in the
 * package of the library, and what the host sends them: each message in AMQP behind its lock.
 * @see https://github.com/Azure/azure-sdk-for-net/blob/main/sdk/servicebus/Microsoft.Azure.WebJobs.Extensions.ServiceBus/src/Config/ServiceBusExtensionConfigProvider.cs
 */
export class Settlement {
  readonly port: number;
  readonly #server: Server;
  readonly #locks: Map<string, Settling>;

  private constructor(server: Server, locks: Map<string, Settling>, port: number) {
    this.#server = server;
    this.#locks = locks;
    this.port = port;
  }

  static async start(): Promise<Settlement> {
    const locks = new Map<string, Settling>();
    const settle =
      (how: SettledHow) =>
      ({ request: { locktoken } }: SettlementCall, done: Done) => {
        try {
          const settling = locks.get(locktoken);
          if (!settling) throw new Error("There is no such lock.");
          settling.settle(locktoken, how);
          done(null, {});
        } catch (error) {
          done(error as Error);
        }
      };
    const server = new Server();
    server.addService(service(), {
      complete: settle("complete"),
      abandon: settle("abandon"),
      deadletter: settle("deadletter"),
    });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    return new Settlement(server, locks, port);
  }

  /** What tells the library where the host is. */
  static argumentsFor(port: number): readonly string[] {
    return ["--host", "127.0.0.1", "--port", String(port), "--functions-grpc-max-message-length", "4194304"];
  }

  /** What the host sends for messages, whose settlement it hears of from now on. */
  dataOf(settling: Settling): object {
    for (const { lockToken } of settling.messages) this.#locks.set(lockToken, settling);
    const modelBindingData = settling.messages.map((message) => ({
      version: "1.0",
      source: "AzureServiceBusReceivedMessage",
      contentType: "application/octet-stream",
      content: contentOf(message),
    }));
    return { collectionModelBindingData: { modelBindingData } };
  }

  stop(): void {
    this.#server.forceShutdown();
  }
}

function service() {
  const library = createRequire(import.meta.url).resolve("@azure/functions-extensions-servicebus");
  const definition = loadSync(join(dirname(library), "proto/settlement.proto"));
  return (loadPackageDefinition(definition).Settlement as ServiceClientConstructor).service;
}

/** The lock's bytes in the order of .NET, a marker, and the message in AMQP. */
function contentOf(message: LockedMessage): Buffer {
  return Buffer.concat([guidBytes(message.lockToken), Buffer.from("x-opt-lock-token"), encoded(message)]);
}

function guidBytes(guid: string): Buffer {
  const [a = "", b = "", c = "", ...rest] = guid.split("-").map((each) => Buffer.from(each, "hex"));
  return Buffer.concat([...[a, b, c].map((each) => Buffer.from(each).reverse()), ...(rest as Buffer[])]);
}

function encoded(message: LockedMessage): Buffer {
  const { messageId, correlationId, contentType, subject, sessionId, partitionKey, properties } = message;
  const { types } = rhea;
  return rhea.message.encode({
    // Service Bus counts from 0, and the host's SDK adds 1 to what it receives.
    delivery_count: message.deliveryCount,
    ...(messageId !== undefined && { message_id: messageId }),
    ...(correlationId !== undefined && { correlation_id: correlationId }),
    ...(contentType !== undefined && { content_type: contentType }),
    ...(subject !== undefined && { subject }),
    ...(sessionId !== undefined && { group_id: sessionId }),
    application_properties: Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [
        name,
        value instanceof Uint8Array
          ? types.wrap_binary(Buffer.from(value))
          : typeof value === "number"
            ? types.wrap_double(value)
            : value,
      ]),
    ),
    message_annotations: {
      "x-opt-enqueued-time": types.wrap_timestamp(message.enqueuedAt),
      "x-opt-sequence-number": types.wrap_long(message.sequence),
      ...(partitionKey !== undefined && { "x-opt-partition-key": partitionKey }),
    },
    body: rhea.message.data_section(Buffer.from(message.body)),
  } as never) as unknown as Buffer;
}
