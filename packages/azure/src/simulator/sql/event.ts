import { calledWith, type TriggeredEvent } from "../called-event.js";
import { type ChangeWords, outgoing } from "../cosmos/event.js";
import { rowChange } from "./row-change.js";

/** The origin of the changes. */
export interface SqlEventOptions {
  /** The table's name. Default: `dbo.orders`. */
  readonly table?: string | undefined;
}

/**
 * Builds what the library passes to a function for changes in a table of Azure SQL. A portable change keeps its key, and the
 * row after it. Log lines of the context are dropped.
 *
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-azure-sql-trigger
 * @example
 * const { input, context } = sql([{ operation: "insert", key: { Id: 1 }, after: { Total: 3 } }], { table: "dbo.orders" });
 * await adapt(index, { key: ["Id"] })(input, context);
 * @trigger sql
 */
export function sql(
  changes: readonly ChangeWords[],
  { table = "dbo.orders" }: SqlEventOptions = {},
): TriggeredEvent {
  const input = changes.map((words) => rowChange(outgoing(words)));
  return calledWith(JSON.parse(JSON.stringify(input)), {
    trigger: { type: "sqlTrigger", tableName: table },
    metadata: {},
  });
}
