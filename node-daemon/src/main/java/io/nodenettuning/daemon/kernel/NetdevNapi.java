package io.nodenettuning.daemon.kernel;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The NAPIs of a device by generic netlink ({@code Documentation/netlink/specs/netdev.yaml}, since
 * Linux 6.8).
 */
final class NetdevNapi {
  private static final int NAPI_GET = 11;
  private static final int IFINDEX = 1;
  private static final int PID = 4;

  private final GenericNetlink netlink = new GenericNetlink("netdev");

  /** Numbers of the threads that poll a device; nothing where the kernel does not tell. */
  Optional<Set<Integer>> threads(int ifindex) {
    try {
      return switch (netlink.askAll(NAPI_GET, request -> request.u32(IFINDEX, ifindex))) {
        case NetlinkReply.Answered answered -> {
          Set<Integer> pids = new HashSet<>();
          for (var payload : answered.payloads()) {
            GenericNetlink.attributes(payload).find(PID).ifPresent(pid -> pids.add(pid.u32()));
          }
          yield Optional.of(pids);
        }
        case NetlinkReply.Refused _ -> Optional.empty();
      };
    } catch (MalformedNetlinkException e) {
      return Optional.empty();
    }
  }
}
