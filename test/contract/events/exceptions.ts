/**
 * Recorded events that no wire takes, and why. The patterns are matched with a file's name and its variant in the index,
 * such as `gcp/db/ffconf-firebase-db1-legacy-input.json firebase-rtdb:legacy`; the first one counts.
 */
export const exceptions: readonly { readonly why: string; readonly files: RegExp }[] = [
  {
    why: "It is no event, but what a function answers.",
    files:
      /^aws\/response\/(?!.*(?:compressresponse|CloudFront(?:MultipleRemoteCallsAggregateResponse|ResponseGeneration)))/,
  },
  {
    why: "WebSocket APIs have no wire: the kind `socket` is not built.",
    files: /^aws\/websocket\//,
  },
  {
    why: "AppSync has no wire: it calls a function for a field of a query, which is no kind of function here.",
    files: /^aws\/graphql\//,
  },
  {
    why: "S3 Object Lambda has no wire. AWS is closed to new users of it.",
    files: /s3-object-lambda-event|s3_object_lambda/,
  },
  {
    why: "Kinesis Data Analytics for SQL has no wire: AWS has ended it.",
    files: /kinesis-analytics-|KinesisAnalytics/,
  },
  {
    why: "Cognito Sync has no wire: AWS has replaced it by AppSync.",
    files: /go-cognito-event\.json|cognito_sync_event|CognitoSyncTrigger/,
  },
  {
    why: "AWS IoT's own hooks have no wire.",
    files: /go-iot-/,
  },
  {
    why: "Lex and Connect have no wire: their functions are chosen in their consoles, and answer in their words.",
    files: /^aws\/other\/.*(?:lex[-_]event|onnect(?:ContactFlow|-event))/,
  },
  {
    why: "A tool calls a function that is its own step, and the answer goes to the tool's API.",
    files:
      /^aws\/other\/.*(?:odePipeline|codepipeline|codeDeploy|code-commit|secret|cloudWatchDashboard|onfig)/,
  },
  {
    why: "CloudTrail's records reach functions through EventBridge, which puts its envelope around them.",
    files: /cloudtrail-unknown/,
  },
  {
    why: "The sample's triggerSource is empty or a placeholder. The real ones name the hook.",
    files: /ptts-cognito_base|dotnet-cognito-/,
  },
  {
    why: "The sample was made to be refused: it has no path.",
    files: /ptts-lambda_invalid/,
  },
  {
    why: "The sample has alarmData in EventBridge's envelope, where the documents have detail.",
    files: /alarm-composite-with-suppressor/,
  },
  {
    why: "It is of no document: the codec acknowledges it, and no handler is called.",
    files: /documentdb-(?:drop|invalidate)/,
  },
  {
    why: "It is one record without the event that holds it.",
    files: /dynamodb-event-record-with-optional-fields/,
  },
  {
    why: "The template's data and numbers are placeholders.",
    files: /sam-kinesis_(?:Kinesis|KinesisFirehose|KinesisFirehoseCloudwatchLogsProcessor)\.json/,
  },
  {
    why: "The template misspells deliveryStreamArn, or leaves it out.",
    files: /sam-kinesis_KinesisFirehose(?:Apachelog|StreamsAsSource)/,
  },
  {
    why: "The recording has a parsed body, where the wire has text.",
    files:
      /localstack-test_(?:report_batch_item_failures_recorded|sqs_event_source_mapping|sqs_event_filter|sns_topic_as_lambda)/,
  },
  {
    why: "It is an event of functions of the first generation. For the signature `cloudevent`, functions-framework makes a CloudEvent of it.",
    files: /^gcp\/.*:legacy/,
  },
  {
    why: "It is of version 0.3 of CloudEvents.",
    files: /cesdkjs-payload_v03/,
  },
  {
    why: "It is the data of an event alone.",
    files: /cesdkjs-payload_data/,
  },
  {
    why: "It is YAML, which describes events and is sent by nobody.",
    files: /ceconf-yaml/,
  },
];
