package io.nodenettuning.daemon.drift;

import io.nodenettuning.daemon.kernel.NetlinkEvents;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Events of a netlink socket as hints. What is read together is told once: a driver that makes 256
 * queues anew says so 512 times.
 *
 * @param <T> the events
 */
final class NetlinkHints<T> implements Source {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final NetlinkEvents<T> events;
  private final BiConsumer<T, Consumer<Hint>> meaning;
  private final String about;
  private final Optional<Runs> runs;
  private final Set<Hint> gathered = new LinkedHashSet<>();

  /**
   * Hints of events.
   *
   * @param meaning posts what an event means
   * @param about what the events are about, in words
   * @param runs knows who may have changed a device
   */
  NetlinkHints(
      NetlinkEvents<T> events,
      BiConsumer<T, Consumer<Hint>> meaning,
      String about,
      Optional<Runs> runs) {
    this.events = events;
    this.meaning = meaning;
    this.about = about;
    this.runs = runs;
  }

  @Override
  public int descriptor() {
    return events.descriptor();
  }

  @Override
  public long read(Consumer<Hint> inbox) {
    boolean whole = events.read(event -> meaning.accept(event, gathered::add));
    gathered.forEach(hint -> inbox.accept(suspecting(hint)));
    gathered.clear();
    if (!whole) {
      inbox.accept(new Hint.Everything("more happened to " + about + " than the kernel tells of"));
    }
    return PAUSE_NANOS;
  }

  private Hint suspecting(Hint hint) {
    return hint instanceof Hint.Device device && runs.isPresent()
        ? device.by(runs.get().suspects(device.kind()))
        : hint;
  }

  @Override
  public String blindness() {
    return "changes of " + about + " are not told any more";
  }

  @Override
  public void close() {
    events.close();
  }
}
