package io.nodenettuning.daemon.drift;

import io.nodenettuning.daemon.kernel.Cgroups;
import io.nodenettuning.daemon.kernel.ExitRecord;
import io.nodenettuning.daemon.kernel.KernelFiles;
import io.nodenettuning.daemon.kernel.WritingProcess;
import io.nodenettuning.daemon.kernel.WritingProcess.Remains;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks the kernel who a process is, as quickly as it can: the process may be gone in microseconds.
 * First what procfs says of it; when it is gone, what is kept of it as long as somebody has a
 * descriptor of it; then the record of its end.
 */
final class Attribution implements AutoCloseable {

  /** Audit's number for nobody, {@code AUDIT_UID_UNSET}. */
  private static final String NOBODY = "4294967295";

  /** So many at a time wait for the record of their end. */
  private static final int AWAITED = 64;

  private final KernelFiles files;
  private final Exits exits;
  private final Optional<Cgroups> cgroups;
  private final boolean sameNumbers;
  private final Map<Integer, Writer> awaited =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Writer> eldest) {
          return size() > AWAITED;
        }
      };

  /**
   * Asks of processes of this node.
   *
   * @param sameNumbers whether the node's procfs numbers processes as this process knows them
   */
  Attribution(KernelFiles files, Exits exits, boolean sameNumbers) {
    this.files = files;
    this.exits = exits;
    this.sameNumbers = sameNumbers;
    cgroups = Cgroups.open(files);
  }

  /** Who it is; unnamed where it is gone already. */
  Writer of(WritingProcess process) {
    int pid = process.pid();
    if (pid <= 0 || !sameNumbers) {
      return Writer.UNKNOWN;
    }
    if (process.exists()) {
      Writer living = living(pid);
      // All of it is this process' only if its number is its own still.
      if (living.named() && process.exists()) {
        return living;
      }
    }
    return gone(pid, process.remains());
  }

  /** Asks who this process is, so that the first writer is asked as quickly as later ones. */
  void rehearse() {
    living((int) ProcessHandle.current().pid());
  }

  private Writer living(int pid) {
    String folder = "/proc/" + pid;
    String command = text(folder + "/comm");
    Home home = home(folder);
    String executable = files.link(folder + "/exe").orElse("");
    return new Writer(pid, command, executable, login(folder), home);
  }

  private Home home(String folder) {
    return Home.of(text(folder + "/cgroup"));
  }

  private long login(String folder) {
    String login = text(folder + "/loginuid");
    return login.isEmpty() || login.equals(NOBODY) ? Writer.NOBODY : Long.parseLong(login);
  }

  private Writer gone(int pid, Optional<Remains> remains) {
    Home home =
        remains
            .flatMap(told -> cgroups.flatMap(all -> all.path(told.cgroup())))
            .map(Home::ofPath)
            .orElse(Home.UNKNOWN);
    Writer unnamed = new Writer(pid, "", "", Writer.NOBODY, home);
    Optional<ExitRecord> record = exits.of(pid, System.nanoTime());
    if (record.isPresent()) {
      return ended(unnamed, record.get());
    }
    if (exits.armed()) {
      awaited.put(pid, unnamed);
    }
    return unnamed;
  }

  /** A child starts with its parent's cgroup and login. */
  private Writer ended(Writer unnamed, ExitRecord record) {
    String parent = "/proc/" + record.parent();
    Home home = unnamed.home().equals(Home.UNKNOWN) ? home(parent) : unnamed.home();
    return new Writer(unnamed.pid(), record.command(), "", login(parent), home);
  }

  /** Tells of those who were not named and whose end was recorded since. */
  void tellNames(Consumer<Hint> inbox) {
    Iterator<Writer> waiting = awaited.values().iterator();
    while (waiting.hasNext()) {
      Writer unnamed = waiting.next();
      Optional<ExitRecord> record = exits.known(unnamed.pid());
      if (record.isPresent()) {
        waiting.remove();
        inbox.accept(new Hint.Named(ended(unnamed, record.get())));
      }
    }
  }

  private String text(String path) {
    return files.read(path).text().orElse("");
  }

  @Override
  public void close() {
    cgroups.ifPresent(Cgroups::close);
  }
}
