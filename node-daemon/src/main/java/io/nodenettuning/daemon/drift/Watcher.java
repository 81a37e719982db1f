package io.nodenettuning.daemon.drift;

import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.kernel.EventWait;
import io.nodenettuning.daemon.kernel.KernelFiles;
import io.nodenettuning.daemon.kernel.PromptThread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a node for changes that others make, with one thread that sleeps while nothing happens,
 * and posts a hint of each.
 */
public final class Watcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);

  private final Exits exits;
  private final List<Source> sources;
  private final EventWait wait;
  private final Consumer<Hint> inbox;
  private final List<String> blind;
  private final Optional<FollowedFiles> followed;
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean nameWanted;

  private Watcher(Exits exits, Sources found, Consumer<Hint> inbox) {
    this.exits = exits;
    sources = found.opened();
    followed = found.followed();
    blind = new CopyOnWriteArrayList<>(found.blind());
    wait = new EventWait(sources.stream().mapToInt(Source::descriptor).toArray());
    this.inbox = inbox;
    thread = new Thread(this::run, "nnt-watcher");
    thread.setDaemon(true);
  }

  /**
   * Begins to watch. What cannot be watched is told by {@link #blind}.
   *
   * @param files the node's
   * @param interesting whether a path is that of a setting: asked for every write on the node, by
   *     the watching thread
   * @param inbox takes hints from the watching thread; must not wait
   */
  public static Watcher start(
      KernelFiles files, Predicate<String> interesting, Consumer<Hint> inbox) {
    return start(files, interesting, List.of(), inbox);
  }

  /**
   * The same, and files on disk from which it follows what is wanted.
   *
   * @param followed absolute paths of files, or of folders of files, for this process
   */
  public static Watcher start(
      KernelFiles files,
      Predicate<String> interesting,
      Collection<String> followed,
      Consumer<Hint> inbox) {
    Exits exits = new Exits(files);
    Sources sources = new Sources(files, exits);
    sources.openNode(interesting);
    sources.openFiles(followed);
    return started(new Watcher(exits, sources, inbox));
  }

  /** Watches such files alone: a folder that stands in for a node has no kernel that tells. */
  public static Watcher start(
      KernelFiles files, Collection<String> followed, Consumer<Hint> inbox) {
    Exits exits = new Exits(files);
    Sources sources = new Sources(files, exits);
    sources.openFiles(followed);
    return started(new Watcher(exits, sources, inbox));
  }

  private static Watcher started(Watcher watcher) {
    watcher.renew();
    watcher.thread.start();
    return watcher;
  }

  /** Looks again where the followed files lie: to be called before they are read, by one thread. */
  public void renew() {
    followed.ifPresent(FollowedFiles::renew);
  }

  /** What changes it does not notice, or whose authors it cannot name, each with the reason. */
  public List<String> blind() {
    List<String> all = new ArrayList<>(blind);
    sources.forEach(source -> all.addAll(source.blind()));
    return List.copyOf(all);
  }

  /**
   * Somebody changed a setting and was gone before he could be asked: from now on the kernel is to
   * tell who ends, until an hour has passed in which nobody had to be named so. Any thread may call
   * it.
   */
  public void nameShortLived() {
    if (!nameWanted) {
      nameWanted = true;
      wait.wake();
    }
  }

  private void run() {
    PromptThread.become();
    try {
      while (!closed) {
        wait.await(idle(System.nanoTime()));
        for (int i = 0; i < sources.size() && !closed; i++) {
          if (wait.has(i) || sources.get(i).due(System.nanoTime()) <= 0) {
            read(i);
          }
        }
        armOrDisarm();
      }
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("events are not watched any more");
      blind.add("events are not watched any more: " + e);
      inbox.accept(new Hint.Everything("the watcher failed"));
    }
  }

  /** How long to wait where nothing happens. */
  private long idle(long now) {
    long idle = exits.armed() ? exits.quietFor(now) : EventWait.FOR_EVER;
    for (Source source : sources) {
      idle = Math.min(idle, source.due(now));
    }
    return Math.max(0, idle);
  }

  private void read(int index) {
    Source source = sources.get(index);
    long rest = source.read(inbox);
    if (rest == Source.BLIND) {
      wait.replace(index, -1);
      blind.add(source.blindness());
      inbox.accept(new Hint.Everything(source.blindness()));
    } else {
      wait.rest(index, System.nanoTime() + rest);
    }
  }

  private void armOrDisarm() {
    if (nameWanted) {
      nameWanted = false;
      exits.arm(System.nanoTime()).ifPresent(this::cannotName);
      wait.replace(Sources.namesAt(), exits.descriptor());
    } else if (exits.armed() && exits.quietFor(System.nanoTime()) <= 0) {
      exits.close();
      wait.replace(Sources.namesAt(), exits.descriptor());
    }
  }

  private void cannotName(Errno errno) {
    String why = "who is gone at once is not named: taskstats refuses with %s".formatted(errno);
    if (!blind.contains(why)) {
      blind.add(why);
    }
  }

  /** Ends the watching thread and waits for it. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    wait.wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    wait.close();
    sources.forEach(Source::close);
  }
}
