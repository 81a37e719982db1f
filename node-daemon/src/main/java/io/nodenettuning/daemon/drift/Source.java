package io.nodenettuning.daemon.drift;

import io.nodenettuning.daemon.kernel.EventWait;
import java.util.List;
import java.util.function.Consumer;

/** What the watching thread reads when it has something. */
interface Source extends AutoCloseable {

  /** Where it can read no more. */
  long BLIND = -1;

  /** What to wait for; negative where there is nothing now. */
  int descriptor();

  /**
   * Reads what there is and posts what it means.
   *
   * @return how long to let more gather, in nanoseconds, or {@link #BLIND}
   */
  long read(Consumer<Hint> inbox);

  /**
   * How long until it wants to be read though nothing is there, in nanoseconds, or {@link
   * EventWait#FOR_EVER}.
   */
  default long due(long now) {
    return EventWait.FOR_EVER;
  }

  /** What it cannot be told now, each with the reason. Any thread may ask. */
  default List<String> blind() {
    return List.of();
  }

  /** What nobody tells when it can read no more. */
  String blindness();

  @Override
  void close();
}
