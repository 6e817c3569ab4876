import { createSchema, createYoga } from "graphql-yoga";
import { json, multipart, to } from "../app.js";

const yoga = createYoga({
  logging: false,
  schema: createSchema({
    typeDefs: /* GraphQL */ `
      scalar File
      type Query {
        hello(name: String!): String!
      }
      type Mutation {
        upload(file: File!): String!
      }
    `,
    resolvers: {
      Query: {
        hello: (_, { name }, { request }) => `${request.headers.get("x-greeting") ?? "hello"} ${name}`,
      },
      Mutation: { upload: async (_, { file }) => `${file.name}: ${await file.text()}` },
    },
  }),
});

const JSON_TYPE = /^application\/(?:graphql-response\+)?json/;
const UPLOAD = { query: "mutation ($file: File!) { upload(file: $file) }", variables: { file: null } };

export const graphqlYoga = {
  name: "GraphQL Yoga",
  fetch: (request) => yoga.fetch(request),
  exchanges: [
    {
      request: to(`/graphql?query=${encodeURIComponent('{ hello(name: "ada") }')}`, {
        headers: { "x-greeting": "good day" },
      }),
      status: 200,
      type: JSON_TYPE,
      body: '{"data":{"hello":"good day ada"}}',
    },
    {
      request: to("/graphql", json({ query: 'query { hello(name: "grüße \u{1f600}") }' })),
      status: 200,
      type: JSON_TYPE,
      body: '{"data":{"hello":"hello grüße \u{1f600}"}}',
    },
    {
      request: to(
        "/graphql",
        multipart({ operations: JSON.stringify(UPLOAD), map: '{"0":["variables.file"]}' }, "0"),
      ),
      status: 200,
      type: JSON_TYPE,
      body: '{"data":{"upload":"a.txt: content"}}',
    },
  ],
};
