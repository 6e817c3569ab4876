/** The parts of Amazon's States Language that the example uses. */
export interface StateMachine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

interface State {
  readonly Type: string;
  readonly Parameters?: { readonly FunctionName: string; readonly Payload: Template };
  readonly ResultSelector?: Template;
  readonly ResultPath?: string;
  readonly Catch?: readonly {
    readonly ErrorEquals: readonly string[];
    readonly ResultPath: string;
    readonly Next: string;
  }[];
  readonly Next?: string;
}

type Template = Readonly<Record<string, string>>;
type Data = Readonly<Record<string, unknown>>;

/** Calls a Lambda function; rejects with the error that has the `errorType` as its name. */
type Invoke = (name: string, payload: unknown) => Promise<unknown>;

/** Runs a state machine, without its retries. */
export async function execute({ StartAt, States }: StateMachine, input: Data, invoke: Invoke): Promise<Data> {
  let data = input;
  for (let next: string | undefined = StartAt; next; ) {
    const state = States[next] as State;
    if (state.Type === "Fail") throw new Error(`Failed in ${next}`, { cause: data.error });
    next = state.Next;
    if (state.Type !== "Task") continue;
    const { FunctionName = "", Payload = {} } = state.Parameters ?? {};
    try {
      const answer = await invoke(FunctionName.split(":").at(-1) as string, filled(Payload, data));
      data = put(data, state.ResultPath, filled(state.ResultSelector ?? {}, { Payload: answer }));
    } catch (error) {
      const { name, message } = error as Error;
      const caught = state.Catch?.find(({ ErrorEquals }) =>
        ErrorEquals.some((each) => each === name || each === "States.ALL"),
      );
      if (!caught) throw error;
      data = put(data, caught.ResultPath, { Error: name, Cause: message });
      next = caught.Next;
    }
  }
  return data;
}

/** Members whose names end in `.$` are paths, such as `$.order.total`. */
function filled(template: Template, data: Data): Data {
  return Object.fromEntries(
    Object.entries(template).map(([name, path]) => [name.replace(/\.\$$/, ""), at(data, path)]),
  );
}

function at(data: Data, path: string): unknown {
  return path
    .split(".")
    .slice(1)
    .reduce((value: unknown, name) => {
      if (!Object.hasOwn(Object(value), name)) throw new Error(`There is no ${path}`);
      return (value as Data)[name];
    }, data);
}

function put(data: Data, path = "$", value: Data): Data {
  return { ...data, [path.slice(2)]: value };
}
