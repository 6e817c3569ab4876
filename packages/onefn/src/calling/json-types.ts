import type { Schema, SchemaInput, SchemaOutput } from "../schema.js";

type MaybeSchema = Schema | undefined;

/** The type of a value after it was sent as JSON: a Date is a string, and what JSON cannot write is `never`. */
export type Json<T> = unknown extends T
  ? T
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends { toJSON(): infer Written }
      ? Json<Written>
      : T extends bigint | symbol | Unwritable
        ? never
        : { readonly [Name in keyof T]: Json<T[Name]> };

type Unwritable =
  | ((...args: never) => unknown)
  | ReadonlyMap<unknown, unknown>
  | ReadonlySet<unknown>
  | ArrayBufferView
  | ArrayBuffer
  | PromiseLike<unknown>;

/** What the caller of a task sends. */
export type CallInput<In extends MaybeSchema> = In extends Schema ? SchemaInput<In> : unknown;

/** What the caller of a task gets: the output of its schema, or the handler's result after JSON. */
export type CallOutput<Out extends MaybeSchema, Returned> = Out extends Schema
  ? SchemaOutput<Out>
  : Returned extends undefined | void
    ? null
    : Json<Returned>;

/** `unknown` if a task's output can be checked where it arrives. Otherwise a member whose name says why it cannot. */
export type Checkable<Out extends MaybeSchema> = Out extends Schema
  ? [Json<SchemaOutput<Out>>] extends [SchemaInput<Out>]
    ? unknown
    : { readonly "The schema of the output does not accept what it makes, once that was sent as JSON": never }
  : unknown;
