package io.nodenettuning.daemon.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nodenettuning.api.ApiJson;
import io.nodenettuning.api.NodeNetTuningStateStatus;

/**
 * JSON as the API server speaks it. Tolerant: a field or value of a newer version in a status or in
 * metadata is no reason not to see the spec.
 */
final class ClusterJson {
  /** Shared with the client, so that there is one cache of types. */
  static final ObjectMapper MAPPER = ApiJson.tolerant();

  private ClusterJson() {}

  /** Bytes of a status as it is sent. */
  static int bytes(NodeNetTuningStateStatus status) {
    try {
      return MAPPER.writeValueAsBytes(status).length;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a status that is no JSON", e);
    }
  }
}
