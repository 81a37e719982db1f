package io.nodenettuning.daemon.drift;

import io.nodenettuning.daemon.kernel.Answer;
import io.nodenettuning.daemon.kernel.EventSource;
import io.nodenettuning.daemon.kernel.EventWait;
import io.nodenettuning.daemon.kernel.FileWrites;
import io.nodenettuning.daemon.kernel.KernelFiles;
import io.nodenettuning.daemon.kernel.NetlinkEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
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

  private final List<Source> sources;
  private final EventWait wait;
  private final Consumer<Hint> inbox;
  private final List<String> blind;
  private final Thread thread;
  private volatile boolean closed;

  /** What the thread reads when it has something. */
  interface Source extends AutoCloseable {

    EventSource events();

    /**
     * Reads what there is.
     *
     * @return how long to let more gather, in nanoseconds; negative where it can read no more
     */
    long read(Consumer<Hint> inbox);

    /** What this is blind to when it can read no more. */
    String blindness();

    @Override
    default void close() {
      events().close();
    }
  }

  private Watcher(List<Source> sources, List<String> blind, Consumer<Hint> inbox) {
    this.sources = sources;
    this.blind = new CopyOnWriteArrayList<>(blind);
    this.inbox = inbox;
    wait = new EventWait(sources.stream().map(Source::events).toList());
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
    List<Source> sources = new ArrayList<>();
    List<String> blind = new ArrayList<>();
    switch (FileWrites.open(files)) {
      case Answer.Got<FileWrites> got ->
          sources.add(new WrittenFiles(got.value(), interesting, new Attribution(files)));
      case Answer.Refused<FileWrites> refused ->
          blind.add(
              "writes to procfs and sysfs are not told: fanotify refuses with %s; it takes"
                      .formatted(refused.errno())
                  + " CAP_SYS_ADMIN");
    }
    Links links = new Links();
    add(NetlinkEvents.links(), links::take, "network interfaces", sources, blind);
    add(
        NetlinkEvents.ethtool(),
        (event, hints) -> hints.accept(Devices.of(event)),
        "device settings",
        sources,
        blind);
    add(
        NetlinkEvents.uevents(),
        (event, hints) -> Devices.of(event).ifPresent(hints),
        "queues and CPUs",
        sources,
        blind);
    Watcher watcher = new Watcher(sources, blind, inbox);
    watcher.thread.start();
    return watcher;
  }

  private static <T> void add(
      Answer<NetlinkEvents<T>> opened,
      BiConsumer<T, Consumer<Hint>> meaning,
      String about,
      List<Source> sources,
      List<String> blind) {
    switch (opened) {
      case Answer.Got<NetlinkEvents<T>> got ->
          sources.add(new NetlinkHints<>(got.value(), meaning, about));
      case Answer.Refused<NetlinkEvents<T>> refused ->
          blind.add(
              "changes of %s are not told: netlink refuses with %s"
                  .formatted(about, refused.errno()));
    }
  }

  /** What changes it does not notice, or whose authors it cannot name, each with the reason. */
  public List<String> blind() {
    return List.copyOf(blind);
  }

  private void run() {
    try {
      while (!closed) {
        wait.await(EventWait.FOR_EVER);
        for (int i = 0; i < sources.size() && !closed; i++) {
          if (wait.has(i)) {
            read(i);
          }
        }
      }
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("events are not watched any more");
      blind.add("events are not watched any more: " + e);
      inbox.accept(new Hint.Everything("the watcher failed"));
    }
  }

  private void read(int index) {
    long rest = sources.get(index).read(inbox);
    if (rest > 0) {
      wait.rest(index, System.nanoTime() + rest);
    } else if (rest < 0) {
      wait.forget(index);
      blind.add(sources.get(index).blindness());
      inbox.accept(new Hint.Everything(sources.get(index).blindness()));
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
