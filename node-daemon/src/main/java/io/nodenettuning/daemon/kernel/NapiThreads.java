package io.nodenettuning.daemon.kernel;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The kernel threads that poll devices, one for each NAPI of a device that is so set ({@code
 * Documentation/networking/napi.rst}), and the CPUs that they may run on.
 */
public interface NapiThreads {

  /**
   * Where they are in a recording: a file for each, by device and number, see {@link #recorded}.
   */
  String RECORDED = "/run/nnt/threads";

  /**
   * A thread.
   *
   * @param pid its number
   * @param cpus the online CPUs that it may run on
   * @param placed whether this process has placed it; one that is made anew is another
   */
  record NapiThread(int pid, BitSet cpus, boolean placed) {}

  /** The threads that poll a device, by number; none while softirqs do. */
  List<NapiThread> of(String device);

  /**
   * Says where a thread may run, sched_setaffinity(2).
   *
   * @return the kernel's refusal; nothing when it was done
   */
  Optional<Errno> place(NapiThread thread, BitSet cpus);

  /** CPUs as they are in a recording: their numbers with blanks. */
  static String recorded(BitSet cpus) {
    return cpus.stream().mapToObj(Integer::toString).collect(Collectors.joining(" "));
  }
}
