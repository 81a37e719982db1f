package io.nodenettuning.daemon.drift;

import io.nodenettuning.daemon.drift.Hint.Device.Kind;
import io.nodenettuning.daemon.kernel.Answer;
import io.nodenettuning.daemon.kernel.KernelFiles;
import io.nodenettuning.daemon.kernel.ProgramRuns;
import io.nodenettuning.daemon.kernel.WritingProcess;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Who lately ran a program that people and scripts set things with. The kernel does not say who
 * changed a device; who began to run {@code ethtool} a moment before most likely did. And who
 * writes a file and ends at once is known here from before he wrote.
 */
final class Runs implements Source {
  private static final Set<String> SET_PARAMETERS = Set.of("ethtool");
  private static final Set<String> SET_LINKS = Set.of("ip", "ifconfig", "ethtool");
  private static final Set<String> WRITE_FILES = Set.of("sysctl", "tee", "cpupower");

  /** A device may take its time to do what it is told. */
  private static final long MOMENT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final int KEPT = 32;

  /** A run. */
  private record Run(Writer writer, long at) {}

  private final ProgramRuns programs;
  private final KernelFiles files;
  private final Attribution attribution;
  private final Deque<Run> latest = new ArrayDeque<>();

  private Runs(ProgramRuns programs, KernelFiles files, Attribution attribution) {
    this.programs = programs;
    this.files = files;
    this.attribution = attribution;
  }

  /** Begins to watch the node's programs; nothing where the kernel does not tell. */
  static Optional<Runs> watch(KernelFiles files, Attribution attribution) {
    Set<String> all = new HashSet<>(SET_LINKS);
    all.addAll(SET_PARAMETERS);
    all.addAll(WRITE_FILES);
    return switch (ProgramRuns.open(files, all)) {
      case Answer.Got<ProgramRuns> got -> Optional.of(new Runs(got.value(), files, attribution));
      case Answer.Refused<ProgramRuns> _ -> Optional.empty();
    };
  }

  @Override
  public int descriptor() {
    return programs.descriptor();
  }

  @Override
  public long read(Consumer<Hint> inbox) {
    return programs.read(this::begun) ? 0 : BLIND;
  }

  /** The process still has the name of what it was before. */
  private void begun(String path, WritingProcess process) {
    Writer before = attribution.of(process);
    if (process.pid() <= 0) {
      return;
    }
    String program = path.substring(path.lastIndexOf('/') + 1);
    Writer runner = new Writer(process.pid(), program, path, before.login(), before.home());
    latest.removeIf(run -> run.writer().pid() == runner.pid());
    latest.addFirst(new Run(runner, System.nanoTime()));
    if (latest.size() > KEPT) {
      latest.removeLast();
    }
  }

  /** Who ran a program as this process lately. */
  Optional<Writer> of(int pid) {
    programs.read(this::begun);
    return latest.stream()
        .map(Run::writer)
        .filter(writer -> writer.pid() == pid && WRITE_FILES.contains(writer.command()))
        .findFirst();
  }

  /** Who may have changed a device now: the latest who ran a fitting program, or runs it still. */
  List<Writer> suspects(Kind kind) {
    Set<String> fitting =
        switch (kind) {
          case Features, Rings, Channels, Coalesce, Rss, Queues -> SET_PARAMETERS;
          case Link, Appeared, Gone, Renamed -> SET_LINKS;
          case Settled -> Set.of();
        };
    programs.read(this::begun);
    long now = System.nanoTime();
    List<Writer> suspects = new ArrayList<>();
    for (Run run : latest) {
      if (fitting.contains(run.writer().command())
          && now - run.at() < MOMENT_NANOS
          && (suspects.isEmpty() || runsStill(run.writer()))) {
        suspects.add(run.writer());
      }
    }
    return List.copyOf(suspects);
  }

  private boolean runsStill(Writer writer) {
    String command = files.read("/proc/" + writer.pid() + "/comm").text().orElse("");
    return command.equals(writer.command());
  }

  @Override
  public String blindness() {
    return "who runs ethtool, ip and the like is not told any more";
  }

  @Override
  public void close() {
    programs.close();
  }
}
