package io.nodenettuning.operator.fleet;

import org.jspecify.annotations.Nullable;

/** Told what changed in the fleet, after the fleet shows it. Called from informer threads. */
public interface FleetListener {

  /** A node came, changed in what matters, or went. */
  void nodeChanged(String node, @Nullable NodeView before, @Nullable NodeView now);

  /** A state came, changed in what matters, or went. */
  void stateChanged(String node, @Nullable StateView before, @Nullable StateView now);

  /** The daemon of a node came, went, or changed its readiness. */
  void daemonChanged(String node);

  /** The daemon may now run elsewhere. */
  void placementChanged();
}
