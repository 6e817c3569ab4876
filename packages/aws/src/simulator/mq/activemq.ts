import { overridden } from "../sqs/record.js";
import { BROKER, type BrokerDelivery, dataOf } from "./broker-message.js";

/** One message in Lambda's event. @see https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html */
export function activemqRecord({ message, attempt }: BrokerDelivery) {
  const { id, queue, sent, sentAt } = message;
  const { body, contentType, attributes, native = {} } = sent;
  const record = {
    messageID: id,
    messageType: typeof body === "string" ? "jms/text-message" : "jms/bytes-message",
    data: dataOf(message),
    connectionId: "ID:shop-37557-1598827811958-4:1",
    persistent: true,
    redelivered: attempt > 1,
    destination: { physicalName: queue },
    timestamp: sentAt,
    brokerInTime: sentAt,
    brokerOutTime: sentAt,
    // What senders by STOMP call the type of their content.
    properties: { ...(contentType !== undefined && { "content-type": contentType }), ...attributes },
  };
  return overridden(record, native);
}

/** Lambda's event. The name of the source is that of recorded events; the documentation has `aws:mq`. */
export function activemqEvent<Message>(messages: readonly Message[]) {
  return { eventSource: "aws:amq", eventSourceArn: BROKER, messages };
}
