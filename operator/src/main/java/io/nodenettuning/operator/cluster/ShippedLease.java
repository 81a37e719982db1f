package io.nodenettuning.operator.cluster;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;

/**
 * A lease that may be there before anybody held it. The chart ships it so that uninstalling takes
 * it along; the client's own lock cannot read one without times.
 */
final class ShippedLease extends LeaseLock {
  private static final ZonedDateTime NEVER = Instant.EPOCH.atZone(ZoneOffset.UTC);

  ShippedLease(String namespace, String name, String identity) {
    super(namespace, name, identity);
  }

  @Override
  protected LeaderElectionRecord toRecord(Lease lease) {
    LeaseSpec spec = lease.getSpec();
    if (spec != null && spec.getHolderIdentity() != null) {
      return super.toRecord(lease);
    }
    int transitions = spec == null ? 0 : Objects.requireNonNullElse(spec.getLeaseTransitions(), 0);
    return new LeaderElectionRecord("", Duration.ZERO, NEVER, NEVER, transitions);
  }
}
