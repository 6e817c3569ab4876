import type { AnyFunction, FunctionRecord } from "../functions/function.js";

/**
 * What `adapt` takes: one function of the kinds `F`, a record of such functions, or a module that exports them
 * (`import * as functions`). Other exports of a module are ignored; another member of a record does not compile. For a
 * function of a kind that is not carried, this type is a sentence that says so, and the compiler shows it.
 *
 * @typeParam T the type of the argument. By default, as in `Parameters<typeof adapt>`: a function or a record.
 * @typeParam F the functions that the entry carries.
 * @typeParam Entry the entry, for the sentence, such as `@onefn/azure`.
 */
export type Adaptable<T, F extends AnyFunction, Entry extends string> = unknown extends T
  ? F | FunctionRecord<F>
  : T extends AnyFunction
    ? T extends F
      ? T
      : `${Entry} carries no ${T["kind"]} function, ${F["kind"]} alone`
    : T extends unknown
      ? Members<T, F, Entry>
      : // Never reached: the compiler infers T from a branch that is T itself.
        T;

type Members<T, F extends AnyFunction, Entry extends string> = keyof Functions<T> extends never
  ? "There is no function of onefn in what is given here"
  : [Refusals<T, F, Entry>] extends [never]
    ? Functions<T> & AnyObject
    : Refusals<T, F, Entry>;

type Refusals<T, F extends AnyFunction, Entry extends string> = {
  [Name in keyof Functions<T>]: Functions<T>[Name] extends F
    ? never
    : `${Entry} carries no ${KindOf<T[Name]>} function, ${F["kind"]} alone: leave out ${Name & string}`;
}[keyof Functions<T>];

type KindOf<Fn> = Fn extends AnyFunction ? Fn["kind"] : never;

/** The members that are functions of onefn. */
type Functions<T> = {
  readonly [Name in keyof T as T[Name] extends AnyFunction ? Name : never]: T[Name];
};

/** What every object has. Against a type that says so, an object literal with members of its own is refused. */
interface AnyObject {
  toString(): string;
}
