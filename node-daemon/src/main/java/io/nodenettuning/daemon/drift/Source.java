package io.nodenettuning.daemon.drift;

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

  /** What nobody tells when it can read no more. */
  String blindness();

  @Override
  void close();
}
