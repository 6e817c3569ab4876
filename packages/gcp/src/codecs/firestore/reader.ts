// A module of its own: a bundler leaves out what is not exported here, such as the writer.
export { PbfReader } from "pbf";
