package io.nodenettuning.daemon.kernel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/** The threads of a recording: each a file that holds the numbers of its CPUs. */
final class RecordedNapiThreads implements NapiThreads {
  private final KernelFiles files;
  private final Set<String> placed = new HashSet<>();

  RecordedNapiThreads(KernelFiles files) {
    this.files = files;
  }

  @Override
  public synchronized List<NapiThread> of(String device) {
    List<NapiThread> threads = new ArrayList<>();
    String folder = RECORDED + "/" + device;
    for (String pid : files.list(folder)) {
      BitSet cpus = new BitSet();
      StringTokenizer numbers =
          new StringTokenizer(files.read(folder + "/" + pid).text().orElse(""));
      while (numbers.hasMoreTokens()) {
        cpus.set(Integer.parseInt(numbers.nextToken()));
      }
      threads.add(new NapiThread(Integer.parseInt(pid), cpus, placed.contains(pid)));
    }
    return threads;
  }

  @Override
  public synchronized Optional<Errno> place(NapiThread thread, BitSet cpus) {
    String pid = Integer.toString(thread.pid());
    for (String device : files.list(RECORDED)) {
      String path = "%s/%s/%s".formatted(RECORDED, device, pid);
      if (files.exists(path)) {
        placed.add(pid);
        return files.write(path, NapiThreads.recorded(cpus)) instanceof Reading.Refused refused
            ? Optional.of(refused.errno())
            : Optional.empty();
      }
    }
    return Optional.of(Errno.ESRCH);
  }
}
