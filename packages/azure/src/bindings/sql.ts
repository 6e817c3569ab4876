import { app } from "@azure/functions";
import type { ChangeFunction } from "onefn";
import { checkOption, checkOptions, type OptionChecks } from "onefn/provider";
import { adapt } from "../change/sql.js";
import { AZURE_OPTIONS } from "../options.js";
import type { TriggerBinding } from "../trigger-binding.js";
import { NAME } from "./checks.js";
import { placed } from "./placing.js";

/**
 * The table that triggers change functions.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-azure-sql-trigger
 */
export interface SqlOptions {
  /** The app setting with the connection string. */
  readonly connection: string;
  /** The table's name with its schema, such as `dbo.orders`, or an app setting. Default: the function's `table`. */
  readonly table?: string | undefined;
  /** The columns of the table's primary key, for the `key` of a change. Default: only a delete has a key. */
  readonly key?: readonly string[] | undefined;
}

const SQL_OPTIONS = {
  connection: NAME,
  table: NAME,
  key: AZURE_OPTIONS.key,
} satisfies OptionChecks<SqlOptions>;

const PLACE = "[onefn/azure] sql";

/**
 * A table of Azure SQL as the trigger of change functions, for `register`. By default, `table` of the function names it.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION for invalid options; from `register`, if neither they nor the function name
 * the table.
 * @example
 * register("index", index, sql({ connection: "SQL", table: "dbo.orders", key: ["Id"] }));
 */
export function sql(options: SqlOptions): TriggerBinding<ChangeFunction> {
  checkOptions(PLACE, options, SQL_OPTIONS);
  const { connection, table, key } = options;
  checkOption(connection, PLACE, "connection", "the name of an app setting");
  return {
    connect(name, functions, adaptOptions) {
      const named = { at: PLACE, option: "table", place: table, claim: "table" } as const;
      const { place, options: own } = placed(named, functions, adaptOptions);
      app.sql(name, {
        connectionStringSetting: connection,
        tableName: place,
        handler: adapt(functions, { ...own, ...(key && { key }) }),
      });
    },
  };
}
