package io.nodenettuning.daemon.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * The threads of the node. They are searched for among the kernel's threads by name ({@code
 * napi/DEVICE-ID}) when a device has other queues or one of those known is gone; where the kernel
 * tells their numbers, only it is believed, for devices of other network namespaces can have the
 * same name. Threads of NAPIs without an id, which it does not tell of, have 0 in their name.
 */
final class NodeNapiThreads implements NapiThreads {
  private static final String NET = "/sys/class/net/";
  private static final String OFF = "0";

  /** Children of kthreadd, proc(5). */
  private static final String KERNEL_THREADS = "/proc/2/task/2/children";

  /** {@code TASK_COMM_LEN} without the NUL: longer names are cut before Linux 5.17. */
  private static final int SHORT_NAME = 15;

  /**
   * What the last search found.
   *
   * @param queues of the device then
   */
  private record Found(List<String> queues, List<Integer> pids) {}

  private final KernelFiles files;
  private final NetdevNapi netdev = new NetdevNapi();
  private final Map<String, Found> known = new HashMap<>();
  private final Set<Integer> placed = new HashSet<>();

  NodeNapiThreads(KernelFiles files) {
    this.files = files;
  }

  @Override
  public synchronized List<NapiThread> of(String device) {
    List<String> queues = files.list(NET + device + "/queues");
    Found found = known.get(device);
    if (found != null && found.queues().equals(queues)) {
      List<NapiThread> threads = threads(found.pids());
      if (threads.size() == found.pids().size()) {
        return threads;
      }
    }
    if (files.read(NET + device + "/threaded").text().orElse(OFF).strip().equals(OFF)) {
      forget(device);
      return List.of();
    }
    forget(device);
    List<Integer> pids = search(device);
    if (!pids.isEmpty()) {
      known.put(device, new Found(queues, pids));
    }
    return threads(pids);
  }

  private void forget(String device) {
    Found gone = known.remove(device);
    if (gone != null) {
      gone.pids().stream().filter(pid -> affinity(pid) == null).forEach(placed::remove);
    }
  }

  private List<Integer> search(String device) {
    String prefix = "napi/" + device + "-";
    Optional<Set<Integer>> told = netdev.threads(ifindex(device));
    List<Integer> pids = new ArrayList<>();
    for (int pid : kernelThreads()) {
      String name = files.read("/proc/" + pid + "/comm").text().orElse("").strip();
      boolean named =
          name.startsWith(prefix) || (name.length() == SHORT_NAME && prefix.startsWith(name));
      boolean believed =
          told.map(numbers -> numbers.contains(pid) || name.equals(prefix + "0")).orElse(named);
      if (named && believed) {
        pids.add(pid);
      }
    }
    return pids.stream().sorted().toList();
  }

  private int ifindex(String device) {
    try {
      return Integer.parseInt(files.read(NET + device + "/ifindex").text().orElse(OFF).strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private List<Integer> kernelThreads() {
    List<Integer> pids = new ArrayList<>();
    files
        .readAll(KERNEL_THREADS)
        .text()
        .ifPresent(children -> {
          StringTokenizer numbers = new StringTokenizer(children);
          while (numbers.hasMoreTokens()) {
            pids.add(Integer.valueOf(numbers.nextToken()));
          }
        });
    if (pids.isEmpty()) {
      for (String name : files.list("/proc")) {
        if (Character.isDigit(name.charAt(0))) {
          pids.add(Integer.valueOf(name));
        }
      }
    }
    return pids;
  }

  private List<NapiThread> threads(List<Integer> pids) {
    List<NapiThread> threads = new ArrayList<>(pids.size());
    for (int pid : pids) {
      BitSet cpus = affinity(pid);
      if (cpus != null) {
        threads.add(new NapiThread(pid, cpus, placed.contains(pid)));
      }
    }
    return threads;
  }

  /** The CPUs that a thread may run on; null where it is gone. */
  private static @Nullable BitSet affinity(int pid) {
    var memory = CallMemory.ofThread();
    long length =
        SystemCall.SCHED_GETAFFINITY.call(
            memory, pid, CallMemory.PAGE_BYTES, memory.page().address(), 0);
    return length < 0 ? null : BitSet.valueOf(memory.page().asSlice(0, length).toArray(JAVA_BYTE));
  }

  @Override
  public synchronized Optional<Errno> place(NapiThread thread, BitSet cpus) {
    var memory = CallMemory.ofThread();
    byte[] bytes = cpus.toByteArray();
    // The kernel reads whole words, and takes a shorter mask than it has CPUs.
    int length = (bytes.length + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    memory.page().asSlice(0, length).fill((byte) 0);
    MemorySegment.copy(bytes, 0, memory.page(), JAVA_BYTE, 0, bytes.length);
    long result =
        SystemCall.SCHED_SETAFFINITY.call(memory, thread.pid(), length, memory.page().address(), 0);
    if (result < 0) {
      return Optional.of(new Errno((int) -result));
    }
    placed.add(thread.pid());
    return Optional.empty();
  }
}
