import type { Invocation } from "../native.js";
import { withSettings } from "./settings.js";
import { triggerOf } from "./triggered.js";

/** What a Service Bus trigger is registered with. */
export interface ServiceBusTrigger {
  readonly queueName?: string;
  readonly topicName?: string;
  readonly subscriptionName?: string;
  readonly isSessionsEnabled?: boolean;
}

const SUBSCRIPTIONS = "/subscriptions/";

/** The path of the queue or subscription. The message itself does not say it. */
export function entityOf({ context, env }: Invocation): string {
  const { queueName, topicName, subscriptionName } = triggerOf<ServiceBusTrigger>(context);
  return withSettings(queueName ?? topicName + SUBSCRIPTIONS + subscriptionName, env);
}

/** What a function may claim a subscription by. */
export function entityNames(entity: string): readonly string[] {
  const [topic, subscription] = entity.split(SUBSCRIPTIONS);
  return topic && subscription ? [`${topic}/${subscription}`, topic] : [];
}
