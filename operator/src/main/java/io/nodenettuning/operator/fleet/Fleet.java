package io.nodenettuning.operator.fleet;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All nodes with their states and daemons, as last seen. Fed by one source per kind, read by
 * everybody; equal views are not passed on, so heartbeats wake nobody.
 */
public final class Fleet {
  private final Map<String, NodeView> nodes = new ConcurrentHashMap<>();
  private final Map<String, StateView> states = new ConcurrentHashMap<>();
  private final Map<String, DaemonPod> pods = new ConcurrentHashMap<>();
  private final Map<String, Map<String, DaemonPod>> podsByNode = new ConcurrentHashMap<>();
  private final List<FleetListener> listeners = new CopyOnWriteArrayList<>();
  private volatile Placement placement = Placement.EVERYWHERE;

  /** Tells this listener of every change from now on. */
  public void listen(FleetListener listener) {
    listeners.add(listener);
  }

  /** All nodes. */
  public Collection<NodeView> nodes() {
    return nodes.values();
  }

  /** The node of this name. */
  public Optional<NodeView> node(String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  /** All states. */
  public Collection<StateView> states() {
    return states.values();
  }

  /** The state of this node. */
  public Optional<StateView> state(String node) {
    return Optional.ofNullable(states.get(node));
  }

  /** What the daemon of this node is doing. */
  public DaemonPod.Presence daemon(String node) {
    Collection<DaemonPod> here = podsByNode.getOrDefault(node, Map.of()).values();
    if (here.isEmpty()) {
      return DaemonPod.Presence.Absent;
    }
    return here.stream().anyMatch(DaemonPod::ready)
        ? DaemonPod.Presence.Ready
        : DaemonPod.Presence.NotReady;
  }

  /** Whether the node can have a daemon. */
  public boolean isEligible(NodeView node) {
    return placement.admits(node);
  }

  /** A node came or changed. */
  public void put(NodeView node) {
    NodeView before = nodes.put(node.name(), node);
    if (!node.equals(before)) {
      tell(listener -> listener.nodeChanged(node.name(), before, node));
    }
  }

  /** A node went. */
  public void removeNode(String name) {
    NodeView before = nodes.remove(name);
    if (before != null) {
      tell(listener -> listener.nodeChanged(name, before, null));
    }
  }

  /** A state came or changed. */
  public void put(StateView state) {
    StateView before = states.put(state.name(), state);
    if (!state.equals(before)) {
      tell(listener -> listener.stateChanged(state.name(), before, state));
    }
  }

  /** A state went. */
  public void removeState(String name) {
    StateView before = states.remove(name);
    if (before != null) {
      tell(listener -> listener.stateChanged(name, before, null));
    }
  }

  /** A pod of the daemon came or changed. */
  public void put(DaemonPod pod) {
    DaemonPod before = pods.put(pod.name(), pod);
    if (!pod.equals(before)) {
      place(before, pod);
    }
  }

  /** A pod of the daemon went. */
  public void removePod(String name) {
    place(pods.remove(name), null);
  }

  /** The daemon may run there from now on. */
  public void place(Placement now) {
    Placement before = placement;
    placement = now;
    if (!now.equals(before)) {
      tell(FleetListener::placementChanged);
    }
  }

  private void place(@Nullable DaemonPod before, @Nullable DaemonPod now) {
    String left = before == null ? null : before.node();
    String came = now == null ? null : now.node();
    if (before != null && left != null && !Objects.equals(left, came)) {
      podsByNode.computeIfPresent(
          left,
          (node, there) -> {
            there.remove(before.name());
            return there.isEmpty() ? null : there;
          });
      tell(listener -> listener.daemonChanged(left));
    }
    if (now != null && came != null) {
      podsByNode.computeIfAbsent(came, node -> new ConcurrentHashMap<>()).put(now.name(), now);
      tell(listener -> listener.daemonChanged(came));
    }
  }

  private void tell(Consumer<FleetListener> what) {
    listeners.forEach(what);
  }
}
