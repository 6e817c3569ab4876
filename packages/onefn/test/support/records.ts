import { message, type Outcome } from "onefn";
import {
  type AdaptOptions,
  type AnyFunction,
  createAdapter,
  defineProvider,
  type FunctionRecord,
  formatLogLine,
  type MessageSource,
  messageKind,
  type RecordCodec,
  type RecordKind,
  recordPipeline,
} from "onefn/provider";
import { withOwnMembers } from "../../src/own-members.js";
import { LazyEvent } from "../../src/records/event.js";
import { defineRecords, RECORD_OPTIONS, type RecordFunction } from "../../src/records/function.js";

/** One record of a wire that was made up for these tests. */
export interface Rec {
  readonly id: string;
  readonly from?: string;
  readonly lane?: string;
  readonly file?: string;
  readonly shard?: string;
  readonly bodies?: readonly string[];
}

type Result = readonly string[];

class Source implements MessageSource {
  readonly id: string;
  readonly record: Rec;
  readonly #body: string;

  constructor(record: Rec, body = record.id, id = record.id) {
    this.record = record;
    this.id = id;
    this.#body = body;
  }
  source = () => "test";
  type = () => "test.record";
  body = () => this.#body;
  attributes = () => ({});
  attempt = () => undefined;
  key = () => this.record.lane;
  enqueuedAt = () => undefined;
}

export const codec: RecordCodec<readonly Rec[], Rec, Result, unknown> = {
  trigger: "test",
  matches: Array.isArray,
  records: (all) => all,
  readings: [
    {
      kind: "storage",
      reads: ({ file }) => file !== undefined,
      origin: ({ from }) => from ?? "",
      decode: (record) => new Source(record),
    },
    {
      kind: "message",
      origin: ({ from }) => `arn:${from}`,
      names: (arn) => [arn.slice(4)],
      decode: (record) =>
        record.bodies
          ? record.bodies.map((body, index) => new Source(record, body, `${record.id}/${index}`))
          : new Source(record),
    },
  ],
  lanes:
    () =>
    ({ lane }) =>
      lane,
  settle: (settled) => settled.map(({ type }) => type),
};

/** Readings of messages whose sources have these members in place of their own. */
export function readingsWith(own: Partial<MessageSource>): Partial<typeof codec> {
  const decode = (record: Rec) => Object.assign(new Source(record), own);
  return { readings: [{ kind: "message", origin: () => "", decode }] };
}

/** A kind with a filter, over the records of these tests. */
const storageKind: RecordKind<RecordFunction, MessageSource> = {
  kind: "storage",
  words: { option: "bucket", place: "bucket", inputs: "objects" },
  place: ({ trigger }) => (trigger as { readonly bucket?: string }).bucket,
  admits: ({ trigger }, { record }) =>
    ((record as Rec).file ?? "").startsWith((trigger as { readonly prefix: string }).prefix),
  input: (source) => withOwnMembers(new LazyEvent(source, (source.record as Rec).file)),
};

export function storage(
  bucket: string,
  prefix: string,
  handler: (event: { readonly data: unknown }) => unknown,
) {
  const definition = {
    definer: "[test]",
    kind: "storage" as const,
    batch: false as const,
    checks: RECORD_OPTIONS,
  };
  return defineRecords({ ...definition, trigger: () => ({ bucket, prefix }) }, {}, handler);
}

export const provider = defineProvider<unknown>({
  name: "test",
  runtime: "node",
  context: {},
  platform: (event, _, record) => ({ event, record }),
  formatLog: formatLogLine,
  writeLog: () => {},
});

export function deploy(
  functions: AnyFunction | FunctionRecord,
  options: AdaptOptions = {},
  own: Partial<typeof codec> = {},
) {
  const lines: string[] = [];
  const handle = createAdapter(
    "test",
    provider,
    [recordPipeline([messageKind, storageKind], [{ ...codec, ...own }])],
    functions,
    { log: (line) => lines.push(line), ...options },
  );
  const deliver = async (...records: readonly Rec[]) => (await handle(records, undefined)) as Result;
  return { lines, deliver };
}

/** A function that notes what it gets; what the body says becomes of it. */
export function noting(
  from: string | undefined,
  seen: string[],
  outcomes: Readonly<Record<string, Outcome>> = {},
) {
  return message({ from }, async ({ data }) => {
    await undefined;
    seen.push(`${from}:${data}`);
    return outcomes[String(data)];
  });
}
