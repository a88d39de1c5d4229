package dev.recount.cluster;

/** What one node may send to another; made of records, enums and standard types, as it travels as CBOR. */
public interface ClusterMessage {}
