// Codecs as providers have them: each looks at a few members of an event, and none but its own knows it.

/** The event that is recognised: one SQS message. */
export function event() {
  return {
    Records: [
      { messageId: "1", eventSource: "aws:sqs", eventSourceARN: "arn:aws:sqs:eu:1:orders", body: "{}" },
    ],
  };
}

/** @param {number} count codecs, one of them for {@link event}: the first or the last of the list. */
export function codecsWith(count, { last = false } = {}) {
  const others = Array.from({ length: count - 1 }, (_, index) => strangers[index % strangers.length](index));
  return last ? [...others, records("sqs")] : [records("sqs"), ...others];
}

/** How AWS's events are told apart: by a batch's source, EventBridge's source, a member's name, an HTTP version. */
const strangers = [
  (index) => records(`stranger-${index}`),
  (index) => {
    const source = `aws.stranger-${index}`;
    return codec((native) => asRecord(native).source === source);
  },
  (index) => {
    const member = `stranger${index}`;
    return codec((native) => member in asRecord(native));
  },
  (index) => {
    const format = `${index}.0`;
    return codec((native) => {
      const { version, requestContext } = asRecord(native);
      return version === format && typeof asRecord(requestContext).http === "object";
    });
  },
];

function records(trigger) {
  const source = `aws:${trigger}`;
  return codec((native) => {
    const { Records } = asRecord(native);
    return Array.isArray(Records) && asRecord(Records[0]).eventSource === source;
  });
}

function codec(matches) {
  return { trigger: "bench", kind: "message", matches };
}

function asRecord(value) {
  return typeof value === "object" && value !== null ? value : NONE;
}

const NONE = {};
