package io.nodenettuning.daemon.drift;

import io.nodenettuning.daemon.kernel.Answer;
import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.kernel.EventWait;
import io.nodenettuning.daemon.kernel.FileChanges;
import io.nodenettuning.daemon.kernel.KernelFiles;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Isolated partitions of cgroups: a hint when they have other CPUs ({@code
 * Documentation/admin-guide/cgroup-v2.rst}). Nobody tells of the CPUs themselves, so those files
 * are watched that change them, in the cgroups that can be partitions: below the root, below a
 * partition, and below one that has exclusive CPUs to hand on. These change seldom, while
 * containers come and go deeper down and wake nobody here.
 */
final class Partitions implements Source {
  private static final String ROOT = "/sys/fs/cgroup";

  /** Only the root of the hierarchy has it, since Linux 6.7. */
  private static final String ISOLATED = ROOT + "/cpuset.cpus.isolated";

  private static final String PARTITION = "/cpuset.cpus.partition";
  private static final String EXCLUSIVE = "/cpuset.cpus.exclusive";
  private static final List<String> OF_PARTITIONS = List.of("/cpuset.cpus", EXCLUSIVE, PARTITION);

  /** Cgroups have cpuset's files where their parent says so. */
  private static final String CHILDREN_HAVE = "/cgroup.subtree_control";

  /** A partition whose cgroup was removed gives its CPUs back when the kernel finds time for it. */
  private static final long FIRST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long LAST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final FileChanges changes;
  private final KernelFiles files;
  private Set<Integer> watched = new HashSet<>();
  private String isolated;
  private long pause = LAST_LOOK_NANOS;
  private long nextLook;
  private volatile List<String> blind = List.of();

  /** Watches from now on. */
  Partitions(FileChanges changes, KernelFiles files) {
    this.changes = changes;
    this.files = files;
    watch();
    isolated = isolated();
  }

  /** Whether this node's kernel tells which CPUs they have. */
  static boolean areRead(KernelFiles files) {
    return files.exists(ISOLATED);
  }

  /** What is not told for this reason. */
  static String refused(Errno errno) {
    return "changes of cgroups' partitions are not told: inotify refuses with %s".formatted(errno);
  }

  private String isolated() {
    return files.read(ISOLATED).text().orElse("").strip();
  }

  private void watch() {
    Set<Integer> now = new HashSet<>();
    blind = List.of();
    watchBelow(ROOT, now);
    watched.stream().filter(watch -> !now.contains(watch)).forEach(changes::forget);
    watched = now;
  }

  private void watchBelow(String parent, Set<Integer> now) {
    add(changes.watchEntries(files.place(parent)), now);
    add(changes.watchFile(files.place(parent + CHILDREN_HAVE)), now);
    for (String name : files.list(parent)) {
      String cgroup = parent + "/" + name;
      if (files.exists(cgroup + PARTITION)) {
        // Looked into once they are watched, so that no change is missed.
        OF_PARTITIONS.forEach(file -> add(changes.watchFile(files.place(cgroup + file)), now));
        if (!text(cgroup + PARTITION).equals("member") || !text(cgroup + EXCLUSIVE).isEmpty()) {
          watchBelow(cgroup, now);
        }
      }
    }
  }

  private String text(String path) {
    return files.read(path).text().orElse("").strip();
  }

  private void add(Answer<Integer> answer, Set<Integer> now) {
    switch (answer) {
      case Answer.Got<Integer> got -> now.add(got.value());
      case Answer.Refused<Integer> refused -> {
        // A cgroup that went meanwhile is told by its parent.
        if (!refused.errno().equals(Errno.ENOENT)) {
          blind = List.of(refused(refused.errno()));
        }
      }
    }
  }

  @Override
  public int descriptor() {
    return changes.descriptor();
  }

  @Override
  public long due(long now) {
    return pause >= LAST_LOOK_NANOS ? EventWait.FOR_EVER : nextLook - now;
  }

  @Override
  public long read(Consumer<Hint> inbox) {
    News news = new News();
    if (!changes.read(news)) {
      pause = LAST_LOOK_NANOS;
      return BLIND;
    }
    if (news.came) {
      watch();
    }
    pause = news.came ? FIRST_LOOK_NANOS : 2 * pause;
    nextLook = System.nanoTime() + pause;
    String now = isolated();
    if (!now.equals(isolated)) {
      isolated = now;
      inbox.accept(new Hint.Isolation(now));
    }
    return 0;
  }

  /** Any event is one; those of a watch that was ended are not. */
  private final class News implements FileChanges.Listener {
    private boolean came;

    @Override
    public void entry(int watch, String name, boolean made) {
      came |= watched.contains(watch);
    }

    @Override
    public void itself(int watch) {
      came |= watched.contains(watch);
    }

    @Override
    public void overflow() {
      came = true;
    }
  }

  @Override
  public List<String> blind() {
    return blind;
  }

  @Override
  public String blindness() {
    return "changes of cgroups' partitions are not told any more: inotify fails";
  }

  @Override
  public void close() {
    changes.close();
  }
}
