package io.nodenettuning.daemon.cluster;

import io.nodenettuning.daemon.cluster.status.Warning;
import java.util.Optional;

/**
 * Which Node this is, and which boot of it. The uid comes from the daemon's own token, which is
 * read again when it does not fit: a Node that is made anew under its old name has a new uid.
 */
final class NodeIdentity {
  private final ServiceAccountToken token;
  private final String bootId;
  private String uid;

  NodeIdentity(ServiceAccountToken token, String bootId) {
    this.token = token;
    this.bootId = bootId;
    this.uid = token.claims().nodeUid();
  }

  /** The boot of the running kernel. */
  String bootId() {
    return bootId;
  }

  /** Whether this boot is meant. */
  boolean isBoot(String id) {
    return !bootId.isEmpty() && bootId.equals(id);
  }

  /** Whether this Node is meant, as far as the token tells: where it does not, everything is. */
  boolean isOf(String nodeUid) {
    if (!uid.equals(nodeUid)) {
      uid = token.claims().nodeUid();
    }
    return uid.isEmpty() || uid.equals(nodeUid);
  }

  /** What to say where the token does not tell. */
  Optional<Warning> warning() {
    return uid.isEmpty()
        ? Optional.of(
            new Warning(
                Warning.Kind.NodeUidUnverified,
                "the daemon's token does not name the Node's uid (Kubernetes before 1.30): the uid"
                    + " in the spec is believed"))
        : Optional.empty();
  }
}
