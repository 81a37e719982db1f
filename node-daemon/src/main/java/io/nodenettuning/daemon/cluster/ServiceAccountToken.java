package io.nodenettuning.daemon.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * The token that the kubelet mounts into the pod and renews. Its claims tell on which Node the pod
 * runs (node name and uid since Kubernetes 1.30), and nobody but the API server can make them up:
 * they are the daemon's own name, not a decision about others, so that the signature does not
 * matter.
 *
 * @param file where it is
 */
record ServiceAccountToken(Path file) {

  /** What a token says of its pod's place; an empty text where it says nothing. */
  record Claims(String node, String nodeUid, String namespace) {
    static final Claims NONE = new Claims("", "", "");
  }

  /** The token as it is now; nothing where there is none. */
  Optional<String> read() {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The claims of the token as it is now. */
  Claims claims() {
    return read().map(ServiceAccountToken::claims).orElse(Claims.NONE);
  }

  private static Claims claims(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Claims.NONE;
    }
    try {
      JsonNode pod =
          ClusterJson.MAPPER
              .readTree(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
              .path("kubernetes.io");
      return new Claims(
          pod.path("node").path("name").asText(),
          pod.path("node").path("uid").asText(),
          pod.path("namespace").asText());
    } catch (IOException | IllegalArgumentException e) {
      return Claims.NONE;
    }
  }
}
