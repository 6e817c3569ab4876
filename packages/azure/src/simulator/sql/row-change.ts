import { createHash } from "node:crypto";
import type { OutgoingChange } from "onefn/simulator";

/** A change of a row as the extension sends it. */
export interface RowChange {
  readonly Operation: number;
  readonly Item: Readonly<Record<string, unknown>>;
}

const OPERATIONS = { insert: 0, update: 1, delete: 2 } as const;

/**
 * The row as it is now. Of a deleted one the table has nothing left, and change tracking only its primary key.
 * @see https://github.com/Azure/azure-functions-sql-extension/blob/main/docs/TriggerBinding.md
 */
export function rowChange({ operation, key, after = {}, native }: OutgoingChange): RowChange {
  const Item = operation === "delete" ? key : { ...key, ...after };
  return { Operation: OPERATIONS[operation], Item, ...native };
}

/** The id as handlers see it. */
export function idOf({ operation }: OutgoingChange, { Item }: RowChange): string {
  const row = JSON.stringify(Item) ?? "";
  return `${operation}:${createHash("sha256").update(row).digest("hex").slice(0, 32)}`;
}
