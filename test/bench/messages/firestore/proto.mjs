// The messages of Firestore's events for protobufjs, as their definition has them.
// https://github.com/googleapis/google-cloudevents/blob/main/proto/google/events/cloud/firestore/v1/data.proto
import Long from "long";
import protobuf from "protobufjs";

protobuf.util.Long = Long;
protobuf.configure();

const field = (id, type) => ({ id, type });
const map = (id) => ({ id, keyType: "string", type: "Value" });
const list = (id, type) => ({ id, type, rule: "repeated" });

const root = protobuf.Root.fromJSON({
  nested: {
    Timestamp: { fields: { seconds: field(1, "int64"), nanos: field(2, "int32") } },
    LatLng: { fields: { latitude: field(1, "double"), longitude: field(2, "double") } },
    ArrayValue: { fields: { values: list(1, "Value") } },
    MapValue: { fields: { fields: map(1) } },
    Value: {
      oneofs: {
        valueType: {
          oneof: [
            "nullValue",
            "booleanValue",
            "integerValue",
            "doubleValue",
            "timestampValue",
            "stringValue",
            "bytesValue",
            "referenceValue",
            "geoPointValue",
            "arrayValue",
            "mapValue",
          ],
        },
      },
      fields: {
        nullValue: field(11, "int32"),
        booleanValue: field(1, "bool"),
        integerValue: field(2, "int64"),
        doubleValue: field(3, "double"),
        timestampValue: field(10, "Timestamp"),
        stringValue: field(17, "string"),
        bytesValue: field(18, "bytes"),
        referenceValue: field(5, "string"),
        geoPointValue: field(8, "LatLng"),
        arrayValue: field(9, "ArrayValue"),
        mapValue: field(6, "MapValue"),
      },
    },
    Document: {
      fields: {
        name: field(1, "string"),
        fields: map(2),
        createTime: field(3, "Timestamp"),
        updateTime: field(4, "Timestamp"),
      },
    },
    DocumentMask: { fields: { fieldPaths: list(1, "string") } },
    DocumentEventData: {
      fields: {
        value: field(1, "Document"),
        oldValue: field(2, "Document"),
        updateMask: field(3, "DocumentMask"),
      },
    },
  },
});

/** The data of an event. */
export const DocumentEventData = root.lookupType("DocumentEventData");
