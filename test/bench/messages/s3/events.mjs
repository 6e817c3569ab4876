// What a bucket hands to a function, one notification after the other in one event.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
export { lambdaContext as contextOf } from "../../lambda/events.mjs";

export function eventOf(count) {
  return {
    Records: Array.from({ length: count }, (_, index) => ({
      eventVersion: "2.1",
      eventSource: "aws:s3",
      awsRegion: "eu-central-1",
      eventTime: "2026-11-30T12:00:00.000Z",
      eventName: "ObjectCreated:Put",
      userIdentity: { principalId: "AWS:AIDACKCEVSQ6C2EXAMPLE" },
      requestParameters: { sourceIPAddress: "203.0.113.7" },
      responseElements: {
        "x-amz-request-id": `C3D13FE58DE4${String(index).padStart(4, "0")}`,
        "x-amz-id-2": "FMyUVURIY8/IgAtTv8xRjskZQpcIZ9KG4V5Wp6S7S/JRWeUWerMUE5JgHvANOjpD",
      },
      s3: {
        s3SchemaVersion: "1.0",
        configurationId: "uploads",
        bucket: {
          name: "uploads",
          ownerIdentity: { principalId: "A3NL1KOZZKEXAMPLE" },
          arn: "arn:aws:s3:::uploads",
        },
        object: {
          key: `photos/holiday+in+K%C3%B6ln/${index}.jpg`,
          size: 1024 + index,
          eTag: "d41d8cd98f00b204e9800998ecf8427e",
          sequencer: `0A1B2C3D4E5F6789${String(index).padStart(2, "0")}`,
        },
      },
    })),
  };
}

export const expectedFailures = () => [];
export const failedIn = () => [];
