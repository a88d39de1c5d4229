package dev.recount.cluster;

/** A message that one node may send to another; made of records, enums and standard types, as it travels as CBOR. */
public interface ClusterMessage {}
