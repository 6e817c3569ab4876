import {
  type Call,
  type ChangeOperation,
  type ChangeSource,
  failTogether,
  type NumberFormat,
  OnefnError,
  type RecordCodec,
} from "onefn/provider";
import type { Invocation } from "../native.js";
import type { AzureOptions } from "../options.js";
import { invocationContext } from "./invocation-context.js";
import { type Item, itemIn, keyIn, withNumbers } from "./item.js";
import { withSettings } from "./settings.js";
import { isTriggeredBy, triggerOf } from "./triggered.js";

/**
 * The change of one row.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-azure-sql-trigger
 */
export interface SqlRecord {
  /** 0: inserted, 1: updated, 2: deleted. */
  readonly Operation?: unknown;
  /** The row. On a delete, its primary key alone. */
  readonly Item?: unknown;
}

const OPERATIONS: ReadonlyMap<unknown, ChangeOperation> = /* @__PURE__ */ new Map<unknown, ChangeOperation>([
  [0, "insert"],
  [1, "update"],
  [2, "delete"],
]);

class SqlSource implements ChangeSource {
  readonly record: SqlRecord;
  readonly id: string;
  readonly operation: ChangeOperation;
  readonly #row: Item;
  readonly #call: Call<unknown, Invocation>;

  constructor(record: SqlRecord | null, call: Call<unknown, Invocation>) {
    const { Operation, Item } = record ?? {};
    const operation = OPERATIONS.get(Operation);
    const row = itemIn(Item);
    if (!record || !operation || !row) {
      throw new OnefnError(
        "ONEFN_MESSAGE_UNDECODABLE",
        "the change has no operation or no row. Check what sends it to the function.",
      );
    }
    this.record = record;
    this.operation = operation;
    this.#row = row;
    this.#call = call;
    // A change has no id, no number and no time: only what it says is the same at each delivery.
    const digest = process
      .getBuiltinModule("node:crypto")
      .createHash("sha256")
      .update(JSON.stringify(row))
      .digest("hex");
    this.id = `${operation}:${digest.slice(0, 32)}`;
  }

  source(): string {
    return tableOf(this.#call.nativeContext);
  }
  type(): string {
    return `com.microsoft.azure.sql.${this.operation}`;
  }
  table(): string {
    return nameIn(this.source());
  }
  key(numbers: NumberFormat): Item {
    const { key = [] }: AzureOptions = this.#call.options;
    const known = this.operation === "delete" ? this.#row : keyIn(this.#row, key);
    return withNumbers(known, numbers) as Item;
  }
  before(): undefined {
    return undefined;
  }
  after(numbers: NumberFormat): unknown {
    return this.operation === "delete" ? undefined : withNumbers(this.#row, numbers);
  }
}

/** The table with its schema, as the function was registered with it: `dbo.orders` and `[dbo].[orders]` are the same. */
function tableOf({ context, env }: Invocation): string {
  const { tableName } = triggerOf<{ readonly tableName?: string }>(context);
  return withSettings(`${tableName}`, env).replace(/[[\]]/g, "");
}

function nameIn(table: string): string {
  return table.slice(table.indexOf(".") + 1);
}

/**
 * Azure SQL, by the change tracking of a table. A failed invocation is repeated up to five times in all.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-azure-sql-trigger
 */
export const sql: RecordCodec<unknown, SqlRecord | null, void, Invocation> = {
  trigger: "sql",
  matches: (_, { context }) => isTriggeredBy("sqlTrigger", context),
  records: (native) => (Array.isArray(native) ? native : [native]),
  readings: [
    {
      kind: "change",
      origin: (_, { nativeContext }) => tableOf(nativeContext),
      names: (table) => [nameIn(table)],
      decode: (record, _, call) => new SqlSource(record, call),
    },
  ],
  // No lanes: a batch has each row once. And nothing tells which attempt is the last: rows that wait behind one that always
  // fails would be lost with it.
  settle: failTogether,
  context: invocationContext,
};
