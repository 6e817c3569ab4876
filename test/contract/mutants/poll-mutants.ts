import { type Mutant, type Native, ofWire } from "./mutant.js";

/** A client with another method, which gets its own one. */
const method =
  (name: string, change: (own: Native, client: Native) => Native) =>
  (client: Native): Native => {
    client[name] = change(client[name].bind(client), client);
    return client;
  };

const ACKNOWLEDGED = "returning nothing acknowledges, and so does ack()";
const FAILS_ONCE =
  "a record that fails once is done at its second delivery, and is not delivered a third time";
const WAITS = "a retry waits as long as it says";
const REJECTED = "a record that is rejected is dead at once";
const IN_ORDER = "records of one key are handled in order, however long each takes";

/** Pollers, with the mistakes that people make at the client of their source. */
export const pollMutants: readonly Mutant[] = [
  ...ofWire("server/sqs-poll", [
    {
      name: "a heartbeat hides a message after it was deleted",
      sink: method("deleteMessageBatch", (own, client) => async (input: Native) => {
        const answer = await own(input);
        const Entries = input.Entries.map((each: Native) => ({ ...each, VisibilityTimeout: 30 }));
        await client.changeMessageVisibilityBatch({ ...input, Entries });
        return answer;
      }),
      caughtBy: [ACKNOWLEDGED],
    },
    {
      name: "what a call that succeeds did not delete is taken for deleted",
      sink: method("deleteMessageBatch", (own) => async (input: Native) => {
        await own(input);
        return {};
      }),
      caughtBy: [ACKNOWLEDGED],
    },
    {
      name: "messages are deleted when they are received",
      sink: method("receiveMessage", (own, client) => async (...args: Native[]) => {
        const { Messages = [] } = await own(...args);
        const Entries = Messages.map(({ ReceiptHandle }: Native, n: number) => ({
          Id: `${n}`,
          ReceiptHandle,
        }));
        await client.deleteMessageBatch({ Entries });
        await client.deleteMessageBatch({ Entries: Entries.slice(-1) });
        return { Messages };
      }),
      caughtBy: [
        FAILS_ONCE,
        "a record that fails is not acknowledged, and its neighbours are neither lost nor dead",
      ],
    },
    {
      name: "seconds are taken for milliseconds",
      sink: method("changeMessageVisibilityBatch", (own) => (input: Native) => {
        const inMs = (each: Native) => ({ ...each, VisibilityTimeout: each.VisibilityTimeout * 1000 });
        return own({ ...input, Entries: input.Entries.map(inMs) });
      }),
      caughtBy: [WAITS],
    },
    {
      name: "all messages of a batch are hidden for as long as one of them asks",
      sink: method("receiveMessage", (own, client) => {
        let received: Native[] = [];
        const hide = client.changeMessageVisibilityBatch.bind(client);
        client.changeMessageVisibilityBatch = (input: Native) => {
          const [{ VisibilityTimeout }] = input.Entries;
          const Entries = received.map(({ ReceiptHandle }: Native, n: number) => ({
            Id: `${n}`,
            ReceiptHandle,
            VisibilityTimeout,
          }));
          return hide({ ...input, Entries });
        };
        return async (...args: Native[]) => {
          const answer = await own(...args);
          received = answer.Messages ?? [];
          return answer;
        };
      }),
      caughtBy: [WAITS],
    },
    {
      name: "neither counts nor attributes are asked for",
      sink: method(
        "receiveMessage",
        (own) =>
          (
            { MessageSystemAttributeNames: _, MessageAttributeNames: __, ...input }: Native,
            options: Native,
          ) =>
            own(input, options),
      ),
      caughtBy: ["a failed record is delivered again until it is dead, with the number of each delivery"],
    },
  ]),
  ...ofWire("server/sqs-poll-fifo", [
    {
      name: "groups are not asked for, and their messages are handled at the same time",
      sink: method(
        "receiveMessage",
        (own) =>
          ({ MessageSystemAttributeNames: _, ...input }: Native, options: Native) =>
            own(input, options),
      ),
      caughtBy: [IN_ORDER, "a key continues in order where it failed"],
    },
    {
      name: "the messages of a batch are handled in another order than they came in",
      sink: method("receiveMessage", (own) => async (...args: Native[]) => {
        const { Messages = [] } = await own(...args);
        return { Messages: Messages.toReversed() };
      }),
      caughtBy: [IN_ORDER],
    },
  ]),
  ...ofWire("server/rabbitmq-poll", [
    {
      name: "a message that fails is acknowledged, so that it does not come again",
      sink: method("nack", (_, client) => (message: Native) => client.ack(message)),
      caughtBy: [FAILS_ONCE],
    },
    {
      name: "an acknowledgement counts for all messages before it, done or not",
      sink: method("ack", (own) => (message: Native) => own(message, true)),
      caughtBy: ["the first, the last or all records of a delivery can fail"],
    },
    {
      name: "a message is acknowledged twice",
      sink: method("ack", (own) => (message: Native) => {
        own(message);
        own(message);
      }),
      caughtBy: [ACKNOWLEDGED],
    },
    {
      name: "a rejected message is put back",
      sink: method("nack", (own) => (message: Native, all: boolean) => own(message, all, true)),
      caughtBy: [REJECTED],
    },
  ]),
  ...ofWire("server/kafka-poll", [
    {
      name: "the offset of the last record is committed in place of the next one",
      sink: method(
        "commitOffsets",
        (own) =>
          ([{ offset, ...rest }]: Native[]) =>
            own([{ ...rest, offset: `${Number(offset) - 1}` }]),
      ),
      caughtBy: [ACKNOWLEDGED],
    },
    {
      name: "a batch is committed to its end, whatever has failed",
      sink: method(
        "run",
        (own, client) => (config: Native) =>
          own({
            ...config,
            async eachBatch(payload: Native) {
              await config.eachBatch(payload);
              await client.commitOffsets([{ offset: `${Number(payload.batch.lastOffset()) + 1}` }]);
            },
          }),
      ),
      caughtBy: [
        "the last or all records of a delivery can fail, and records done before a failed one are acknowledged",
      ],
    },
  ]),
];
