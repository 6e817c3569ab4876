import type { AnyFunction, FunctionRecord } from "../kinds/function.js";

/**
 * What `adapt` takes: one function of the kinds `F`, a record of such functions, or a module that exports them (`import
 * * as functions`). Other exports of a module are ignored; another member of a record does not compile. For a function
 * of an unsupported kind, this type is a sentence that says so, which the compiler shows.
 *
 * @typeParam T the type of the argument. By default, as in `Parameters<typeof adapt>`: a function or a record.
 * @typeParam F the functions that the entry supports.
 * @typeParam Entry the entry, for the sentence, such as `@onefn/azure`.
 */
export type Adaptable<T, F extends AnyFunction, Entry extends string> = unknown extends T
  ? F | FunctionRecord<F>
  : T extends AnyFunction
    ? T extends F
      ? T
      : `${Entry} does not support ${T["kind"]} functions, only ${F["kind"]}`
    : T extends unknown
      ? Members<T, F, Entry>
      : // Never reached: the compiler infers T from a branch that is T itself.
        T;

// The full stop is added here, because for a bare union of sentences the compiler shows only the name `Refusals<...>`.
type Members<T, F extends AnyFunction, Entry extends string> = keyof Functions<T> extends never
  ? "No onefn function was given"
  : [Refusals<T, F, Entry>] extends [never]
    ? Functions<T> & AnyObject
    : `${Refusals<T, F, Entry>}.`;

type Refusals<T, F extends AnyFunction, Entry extends string> = {
  [Name in keyof Functions<T>]: Functions<T>[Name] extends F
    ? never
    : `${Entry} does not support ${KindOf<T[Name]>} functions, only ${F["kind"]}: leave out ${Name & string}`;
}[keyof Functions<T>];

type KindOf<Fn> = Fn extends AnyFunction ? Fn["kind"] : never;

/** The members that are onefn functions. */
type Functions<T> = {
  readonly [Name in keyof T as T[Name] extends AnyFunction ? Name : never]: T[Name];
};

/** The members of every object. With this type, the compiler rejects other members of an object literal. */
interface AnyObject {
  toString(): string;
}
