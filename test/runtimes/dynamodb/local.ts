import { spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Child } from "../harness/child.js";

/** Whether the machine has the Java that DynamoDB Local runs on. */
export const hasJava = spawnSync("java", ["-version"]).status === 0;

/** A value in DynamoDB's JSON. */
export type Item = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A record of a stream, as the API returns it. */
export interface StreamRecord {
  readonly eventID: string;
  readonly dynamodb: Readonly<Record<string, unknown>>;
}

const HOME = join(import.meta.dirname, "../node_modules/amplify-dynamodb-simulator/emulator");
/** It checks no signature, but wants one. */
const AUTHORIZATION =
  "AWS4-HMAC-SHA256 Credential=local/20260101/ddblocal/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

/** AWS's DynamoDB Local on loopback, in memory, by DynamoDB's own protocol. */
export class DynamodbLocal {
  readonly #child: Child;
  readonly #url: string;

  private constructor(child: Child, url: string) {
    this.#child = child;
    this.#url = url;
  }

  static async start(): Promise<DynamodbLocal> {
    const port = await freePort();
    const args = ["-Djava.library.path=./DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar"];
    const options = { cwd: HOME, env: {} };
    const child = new Child("java", [...args, "-inMemory", "-disableTelemetry", "-port", `${port}`], options);
    const local = new DynamodbLocal(child, `http://127.0.0.1:${port}/`);
    while (child.alive) {
      if (await local.call("DynamoDB_20120810.ListTables", {}).catch(() => false)) return local;
      await sleep(100);
    }
    throw new Error(`[onefn/runtimes] DynamoDB Local ended early:\n${child.lines.join("\n")}`);
  }

  // biome-ignore lint/suspicious/noExplicitAny: the answers are of every shape there is.
  async call(target: string, body: object): Promise<any> {
    const response = await fetch(this.#url, {
      method: "POST",
      body: JSON.stringify(body),
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": target,
        authorization: AUTHORIZATION,
      },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`[onefn/runtimes] DynamoDB Local answers ${text}`);
    return JSON.parse(text);
  }

  /** Creates a table with a stream of new and old images, and returns the stream's ARN. */
  async createTable(name: string): Promise<string> {
    const { TableDescription } = await this.call("DynamoDB_20120810.CreateTable", {
      TableName: name,
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    });
    return TableDescription.LatestStreamArn;
  }

  async put(table: string, item: Item): Promise<void> {
    await this.call("DynamoDB_20120810.PutItem", { TableName: table, Item: item });
  }

  async delete(table: string, key: Item): Promise<void> {
    await this.call("DynamoDB_20120810.DeleteItem", { TableName: table, Key: key });
  }

  /** Reads a stream of one shard from its beginning, until it has returned this many records. */
  async records(stream: string, count: number): Promise<readonly StreamRecord[]> {
    const streams = (name: string, body: object) => this.call(`DynamoDBStreams_20120810.${name}`, body);
    const { StreamDescription } = await streams("DescribeStream", { StreamArn: stream });
    const [{ ShardId }] = StreamDescription.Shards;
    const found: StreamRecord[] = [];
    const from = { StreamArn: stream, ShardId, ShardIteratorType: "TRIM_HORIZON" };
    let { ShardIterator } = await streams("GetShardIterator", from);
    while (found.length < count) {
      const { Records, NextShardIterator } = await streams("GetRecords", { ShardIterator });
      found.push(...Records);
      ShardIterator = NextShardIterator;
      if (Records.length === 0) await sleep(50);
    }
    return found;
  }

  async stop(): Promise<void> {
    await this.#child.stop();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { readonly port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
