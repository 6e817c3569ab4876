import { matrix } from "../../contract/matrix.js";
import { buildersOf, withoutBuilder } from "./builders.js";
import { generated, tableOf } from "./markdown.js";

/** docs/builders.md. */
export function buildersPage(): string {
  return `# Event builders

${generated}

A builder makes the native event of one trigger from a few words, or from an event that a handler of any provider got:
complete, typed, and of the shape that the provider sends. Pass it to your adapted function in a unit test. To play a
provider with its queues, retries and answers, use the [simulators](testing.md#one-provider-in-detail).

Where the provider or its community publishes a type of the event, such as \`SQSEvent\` of \`@types/aws-lambda\`, what is
built is compiled as that type, and every member that the type does not know, or knows otherwise, is an error or has a
reason.

Each is exported from \`@onefn/<provider>/simulator\`. Every one of them is called in this project's tests: the adapter
takes its event, and the answer is one that the provider accepts.

${matrix.map(({ provider }) => section(provider)).join("\n\n")}
`;
}

function section(provider: string): string {
  const rows = buildersOf(provider).map(({ name, triggers, what, example }) => [
    triggers.map((trigger) => `\`${trigger}\``).join(", "),
    `\`${name}\``,
    what,
    example === undefined ? "" : `\`${example}\``,
  ]);
  const reasons = [...withoutBuilder(provider)].map(([trigger, reason]) => `- \`${trigger}\`: ${reason}`);
  const missing = reasons.length > 0 ? `\n\nWithout a builder:\n\n${reasons.join("\n")}` : "";
  return `## ${provider}\n\n${tableOf(["triggers", "builder", "what it builds", "example"], rows)}${missing}`;
}
