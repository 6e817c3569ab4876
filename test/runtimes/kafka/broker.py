# librdkafka's mock cluster, which speaks Kafka's protocol. It ends when its input does.
import ctypes
import ctypes.util
import sys

kafka = ctypes.CDLL(ctypes.util.find_library("rdkafka") or "librdkafka.so.1")
for name, result in {
    "rd_kafka_conf_new": ctypes.c_void_p,
    "rd_kafka_new": ctypes.c_void_p,
    "rd_kafka_mock_cluster_new": ctypes.c_void_p,
    "rd_kafka_mock_cluster_bootstraps": ctypes.c_char_p,
}.items():
    getattr(kafka, name).restype = result
pointer = ctypes.c_void_p
error = ctypes.create_string_buffer(512)
client = pointer(kafka.rd_kafka_new(0, pointer(kafka.rd_kafka_conf_new()), error, 512))
cluster = pointer(kafka.rd_kafka_mock_cluster_new(client, 1))
for topic in sys.argv[1:]:
    kafka.rd_kafka_mock_topic_create(cluster, topic.encode(), 2, 1)
print(kafka.rd_kafka_mock_cluster_bootstraps(cluster).decode(), flush=True)
sys.stdin.read()
